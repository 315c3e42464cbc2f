export { permissions, type Permission } from "./permission.ts";
