/**
 * The first steps of a new desk: nobody ticks them, each is read from what
 * happened. Hiding the card is a preference of the person.
 */
export { firstStepRoutes } from "./first-steps.routes.ts";
