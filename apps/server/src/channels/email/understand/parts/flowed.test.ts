import { describe, expect, it } from "vitest";
import { unfoldFlowed } from "./flowed.ts";

describe("format=flowed", () => {
  it("joins the lines of a paragraph and leaves the others", () => {
    expect(unfoldFlowed("One \ntwo.\n\nThree.", false)).toBe("One two.\n\nThree.");
  });

  it("takes the space away where it was only put there to flow", () => {
    expect(unfoldFlowed("注文 \n返金", true)).toBe("注文返金");
  });

  it("does not join different depths of quotes, nor anything to the signature mark", () => {
    expect(unfoldFlowed("> old \n> words\nnew \n>> older\n-- \nAnn ", false)).toBe(
      "> old words\nnew \n>> older\n-- \nAnn ",
    );
  });

  it("undoes the space put before lines that would look like something else", () => {
    expect(unfoldFlowed(" From here\n > not a quote", false)).toBe("From here\n> not a quote");
  });
});
