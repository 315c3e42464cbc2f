import { Client } from "pg";
import { adminClient } from "./probe.ts";
import type { Endpoint } from "./socket.ts";

/** Kvit's own role owns its database and is no superuser: SQL that slipped through could not leave the database. */
export const appName = "kvit";
export const databaseName = "kvit";

const loginCodes = new Set(["28P01", "28000", "3D000"]);

/** Makes the role and the database `kvit` unless they are there. */
export async function prepareDatabase(endpoint: Endpoint, password: string): Promise<void> {
  if (await canSignIn(endpoint, password)) return;
  const admin = adminClient(endpoint, password);
  await admin.connect();
  try {
    const secret = admin.escapeLiteral(password);
    const role = await admin.query("select 1 from pg_roles where rolname = $1", [appName]);
    if (role.rowCount === 0) await admin.query(`create role ${appName} login createdb password ${secret}`);
    else await admin.query(`alter role ${appName} login createdb password ${secret}`);
    const database = await admin.query("select 1 from pg_database where datname = $1", [databaseName]);
    if (database.rowCount === 0) await admin.query(`create database ${databaseName} owner ${appName}`);
  } finally {
    await admin.end();
  }
}

async function canSignIn(endpoint: Endpoint, password: string): Promise<boolean> {
  const client = new Client({ ...endpoint, user: appName, password, database: databaseName });
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && loginCodes.has(String(error.code))) return false;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}
