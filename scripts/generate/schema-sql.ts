import type { Catalog, Column, Table } from "./catalog.ts";

/** The schema as a person reads it: everything sorted by name, columns in their own order. */
export function schemaSql(catalog: Catalog): string {
  const parts = [
    "-- The schema after all migrations, written by `npm run generate`. For reading and comparing only.",
    catalog.extensions.map((name) => `create extension ${name};`).join("\n"),
    catalog.enums
      .map((type) => `create type ${type.name} as enum (${type.labels.map(quoted).join(", ")});`)
      .join("\n"),
    catalog.sequences
      .map((item) => `create sequence ${item.name} as ${item.type} start ${item.start};`)
      .join("\n"),
    ...catalog.tables.map(tableSql),
    ...catalog.functions.map((item) => `${item.definition.trimEnd()};`),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function tableSql(table: Table): string {
  const lines = [
    ...table.columns.map(columnSql),
    ...table.constraints.map((constraint) => `constraint ${constraint.name} ${constraint.definition}`),
  ];
  const partition = table.partition === null ? "" : ` partition by ${table.partition}`;
  const options = table.options.length === 0 ? "" : ` with (${table.options.join(", ")})`;
  const origin = table.partitionOf === null ? "" : `-- partition of ${table.partitionOf}\n`;
  const body = `${origin}create table ${table.name} (\n${lines.map((line) => `  ${line}`).join(",\n")}\n)${partition}${options};`;
  return [body, ...[...table.indexes, ...table.triggers].map((line) => `${line};`)].join("\n");
}

function columnSql(column: Column): string {
  const words = [column.name, column.type];
  if (column.notNull) words.push("not null");
  if (column.computed) words.push(`generated always as (${column.defaultValue}) stored`);
  else if (column.identity !== null) words.push(`generated ${column.identity} as identity`);
  else if (column.defaultValue !== null) words.push(`default ${column.defaultValue}`);
  return words.join(" ");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
