/** Codes mailed to one person. With five tries each, a day has room for 50 guesses among a million. */
export const mostCodesLately = 3;
export const mostCodesADay = 10;
/** What "lately" means. */
export const codeWindowMinutes = 15;
