/** How long the links that the desk mails to its own people work; the server keeps to it, the app says it. */
export const resetMinutes = 60;
export const invitationDays = 3;
