/** How long the links that the desk mails to its own people work. No dependency, so that the app can say it too. */
export const resetMinutes = 60;
export const invitationDays = 3;
