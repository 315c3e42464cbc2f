import { defineConfig } from "vitest/config";

const notTests = ["**/node_modules/**", "**/dist/**"];
const databaseTests = "apps/**/*.db.test.ts";

/** Three kinds, told by the file's name: values alone, a real PostgreSQL, a real browser. */
export default defineConfig({
  test: {
    coverage: { provider: "v8", include: ["packages/domain/src/**/*.ts"], exclude: ["**/*.test.ts"] },
    projects: [
      {
        test: {
          name: "domain",
          // Far more than any test takes: only a machine under heavy load comes near it.
          testTimeout: 30_000,
          include: ["packages/**/*.test.{ts,tsx}", "apps/**/*.test.{ts,tsx}", "scripts/**/*.test.ts"],
          exclude: [...notTests, databaseTests],
          pool: "threads",
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: "database",
          include: [databaseTests],
          exclude: notTests,
          globalSetup: ["apps/server/test/database-server.ts"],
          setupFiles: ["apps/server/test/failures.ts"],
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: "browser",
          include: ["e2e/**/*.e2e.ts"],
          exclude: notTests,
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
