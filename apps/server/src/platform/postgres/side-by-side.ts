import {
  DefaultConnectionProvider,
  DefaultQueryExecutor,
  Kysely,
  type ConnectionProvider,
  type DatabaseConnection,
  type Dialect,
} from "kysely";

/**
 * A Kysely in whose transactions a statement does not wait for the answer to
 * the one before, where the caller does not wait either: they follow each other
 * on the wire and run in the order in which they were begun. Kysely by itself
 * sends one at a time.
 */
export function createSideBySide<Database>(dialect: Dialect): Kysely<Database> {
  const driver = dialect.createDriver();
  // Sets the pool, before it answers.
  void driver.init();
  const executor = new SideBySideExecutor(
    dialect.createQueryCompiler(),
    dialect.createAdapter(),
    new DefaultConnectionProvider(driver),
  );
  return new Kysely<Database>({ config: { dialect }, dialect, driver, executor });
}

class SideBySideExecutor extends DefaultQueryExecutor {
  /** Called where one connection is taken for several statements. */
  override withConnectionProvider(single: ConnectionProvider): DefaultQueryExecutor {
    return super.withConnectionProvider(withoutWaiting(single));
  }
}

function withoutWaiting(single: ConnectionProvider): ConnectionProvider {
  let connection: Promise<DatabaseConnection> | null = null;
  return {
    async provideConnection(consumer) {
      connection ??= single.provideConnection(async (found) => found);
      return consumer(await connection);
    },
  };
}

/**
 * Statements of one transaction that do not need each other's answers, sent
 * together. Waits for all of them, also when one fails, so that none goes on
 * after the transaction was rolled back; then throws the first failure.
 */
export async function together<const Promises extends readonly Promise<unknown>[]>(
  statements: Promises,
): Promise<{ -readonly [Index in keyof Promises]: Awaited<Promises[Index]> }> {
  await Promise.allSettled(statements);
  return Promise.all(statements);
}
