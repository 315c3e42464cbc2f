import { defineConfig } from "vitest/config";

/** `npx vitest run --root packages/domain --coverage`: the heart of the project has a test for every branch. */
export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    pool: "threads",
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      exclude: ["**/*.test.ts"],
      thresholds: { branches: 100, functions: 100, lines: 100, statements: 100 },
    },
  },
});
