import { describe, expect, it } from "vitest";
import type { Catalog, Column, Table } from "./catalog.ts";
import { databaseTypes } from "./database-types.ts";
import { schemaSql } from "./schema-sql.ts";

const column = (name: string, base: string, more: Partial<Column> = {}): Column => ({
  name,
  type: base,
  base,
  isArray: false,
  notNull: true,
  defaultValue: null,
  identity: null,
  computed: false,
  ...more,
});

const catalogOf = (columns: Column[], more: Partial<Table> = {}): Catalog => ({
  enums: [{ name: "ticket_status", labels: ["new", "it's open"] }],
  sequences: [],
  extensions: ["unaccent"],
  functions: [],
  tables: [
    {
      name: "sla_timer",
      options: [],
      partition: null,
      partitionOf: null,
      columns,
      constraints: [{ name: "sla_timer_pkey", definition: "PRIMARY KEY (id)" }],
      indexes: ["CREATE INDEX due ON sla_timer (due_at)"],
      triggers: [],
      ...more,
    },
  ],
});

describe("the generated row types", () => {
  it.each([
    ["a plain column", column("x", "text"), "string"],
    ["one that may be null", column("x", "int4", { notNull: false }), "number | null"],
    [
      "one with a default",
      column("x", "bool", { defaultValue: "false" }),
      "ColumnType<boolean, boolean | undefined, boolean>",
    ],
    [
      "an identity",
      column("x", "int8", { identity: "always" }),
      "ColumnType<number, number | undefined, number>",
    ],
    ["an instant", column("x", "timestamptz"), "ColumnType<Instant, string, string>"],
    ["JSON", column("x", "jsonb", { notNull: false }), "ColumnType<unknown, string | null, string | null>"],
    ["a computed one", column("x", "tsvector", { computed: true }), "ColumnType<string, never, never>"],
    ["an enum", column("x", "ticket_status"), "TicketStatus"],
    [
      "an array",
      column("x", "text", { isArray: true }),
      "ColumnType<string[], readonly string[], readonly string[]>",
    ],
  ])("give %s its type", (_, found, type) => {
    expect(databaseTypes(catalogOf([found]))).toContain(`export interface SlaTimerTable {\n  x: ${type};\n}`);
  });

  it("refuse a type they do not know instead of guessing", () => {
    expect(() => databaseTypes(catalogOf([column("x", "polygon")]))).toThrow(
      "No TypeScript type is known for sla_timer.x, which is a polygon.",
    );
  });

  it("leave out partitions, which have the rows of their table", () => {
    expect(databaseTypes(catalogOf([], { partitionOf: "ticket FOR VALUES IN (1)" }))).not.toContain(
      "SlaTimerTable",
    );
  });
});

describe("the generated schema", () => {
  it("reads as the SQL that would make it", () => {
    const columns = [
      column("id", "integer", { identity: "always" }),
      column("due_at", "timestamp with time zone", { notNull: false, defaultValue: "now()" }),
    ];
    expect(schemaSql(catalogOf(columns, { options: ["fillfactor=70"] }))).toBe(`\
-- The schema after all migrations, written by \`npm run generate\`. For reading and comparing only.

create extension unaccent;

create type ticket_status as enum ('new', 'it''s open');

create table sla_timer (
  id integer not null generated always as identity,
  due_at timestamp with time zone default now(),
  constraint sla_timer_pkey PRIMARY KEY (id)
) with (fillfactor=70);
CREATE INDEX due ON sla_timer (due_at);
`);
  });
});
