import type { Catalog, Column, EnumType, Table } from "./catalog.ts";

type ColumnTypes = { readonly select: string; readonly insert: string };

/** What the driver answers for a type, and what it may be given. */
const scalars: Readonly<Record<string, ColumnTypes>> = {
  bool: same("boolean"),
  bytea: same("Buffer"),
  date: same("string"),
  float4: same("number"),
  float8: same("number"),
  inet: same("string"),
  int2: same("number"),
  int4: same("number"),
  int8: same("number"),
  interval: same("string"),
  json: { select: "unknown", insert: "string" },
  jsonb: { select: "unknown", insert: "string" },
  numeric: { select: "string", insert: "string | number" },
  text: same("string"),
  time: same("string"),
  timestamptz: { select: "Instant", insert: "string" },
  tsvector: same("string"),
  uuid: same("string"),
  varchar: same("string"),
};

/** Row types for Kysely. A default or an identity makes a column optional on insert, a computed one is never given. */
export function databaseTypes(catalog: Catalog): string {
  const tables = catalog.tables.filter((table) => table.partitionOf === null);
  const lines = [
    "// Written by `npm run generate` from the migrated database. Do not edit.",
    'import type { Instant } from "@kvit/domain/kernel";',
    'import type { ColumnType } from "kysely";',
    "",
    ...catalog.enums.flatMap(enumType),
    ...tables.flatMap((table) => [...tableType(table, catalog.enums), ""]),
    "export interface Database {",
    ...tables.map((table) => `  ${table.name}: ${typeName(table.name)}Table;`),
    "}",
    "",
  ];
  return lines.join("\n");
}

function enumType(type: EnumType): string[] {
  return [
    `export type ${typeName(type.name)} = ${type.labels.map((label) => JSON.stringify(label)).join(" | ")};`,
    "",
  ];
}

function tableType(table: Table, enums: readonly EnumType[]): string[] {
  const columns = table.columns.map(
    (column) => `  ${column.name}: ${columnType(column, table.name, enums)};`,
  );
  return [`export interface ${typeName(table.name)}Table {`, ...columns, "}"];
}

function columnType(column: Column, table: string, enums: readonly EnumType[]): string {
  const types = withArray(baseTypes(column, table, enums), column.isArray);
  const orNull = column.notNull ? "" : " | null";
  const select = types.select === "unknown" ? "unknown" : types.select + orNull;
  if (column.computed) return `ColumnType<${select}, never, never>`;
  const update = types.insert + orNull;
  const optional = column.defaultValue !== null || column.identity !== null;
  const insert = optional ? `${update} | undefined` : update;
  return select === insert ? select : `ColumnType<${select}, ${insert}, ${update}>`;
}

function baseTypes(column: Column, table: string, enums: readonly EnumType[]): ColumnTypes {
  if (enums.some((type) => type.name === column.base)) return same(typeName(column.base));
  const scalar = scalars[column.base];
  if (scalar !== undefined) return scalar;
  throw new Error(`No TypeScript type is known for ${table}.${column.name}, which is a ${column.type}.`);
}

function withArray(types: ColumnTypes, isArray: boolean): ColumnTypes {
  if (!isArray) return types;
  return { select: `${bracketed(types.select)}[]`, insert: `readonly ${bracketed(types.insert)}[]` };
}

function bracketed(type: string): string {
  return type.includes(" ") ? `(${type})` : type;
}

function typeName(name: string): string {
  return name.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function same(type: string): ColumnTypes {
  return { select: type, insert: type };
}
