import { expect, it } from "vitest";
import { networkOf } from "./network.ts";

it("is the whole address of IPv4, however it is written", () => {
  expect(networkOf("203.0.113.7")).toBe("203.0.113.7");
  expect(networkOf("::ffff:203.0.113.7")).toBe("203.0.113.7");
});

it("is the first 64 bits of IPv6", () => {
  expect(networkOf("2001:db8:1:2::5")).toBe(networkOf("2001:db8:1:2:ffff:ffff:ffff:ffff"));
  expect(networkOf("2001:db8:1:2::5")).not.toBe(networkOf("2001:db8:1:3::5"));
});

it("is one and the same for what is no address", () => {
  expect(networkOf("a socket")).toBe(networkOf(""));
});
