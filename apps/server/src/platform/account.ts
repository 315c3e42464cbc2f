/** The one desk of this installation. Every key begins with its number, so that more can come. */
export const theAccount = 1;
