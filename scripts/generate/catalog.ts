import type { Pool } from "pg";

/** What the generated pages and types need to know of a migrated database. */
export type Catalog = {
  readonly enums: readonly EnumType[];
  readonly sequences: readonly { readonly name: string; readonly type: string; readonly start: number }[];
  readonly tables: readonly Table[];
  readonly functions: readonly { readonly name: string; readonly definition: string }[];
  readonly extensions: readonly string[];
};
export type EnumType = { readonly name: string; readonly labels: readonly string[] };
export type Table = {
  readonly name: string;
  readonly options: readonly string[];
  readonly partition: string | null;
  readonly partitionOf: string | null;
  readonly columns: readonly Column[];
  readonly constraints: readonly { readonly name: string; readonly definition: string }[];
  readonly indexes: readonly string[];
  readonly triggers: readonly string[];
};
export type Column = {
  readonly name: string;
  /** The type as SQL writes it. */
  readonly type: string;
  /** The element's name in pg_type, and whether the column holds an array of it. */
  readonly base: string;
  readonly isArray: boolean;
  readonly notNull: boolean;
  readonly defaultValue: string | null;
  readonly identity: "always" | "by default" | null;
  /** The value is computed by the database. */
  readonly computed: boolean;
};

/** Tables of the runner itself are no part of the schema. */
const bookkeeping = ["migration", "migration_lock", "migration_checksum"];

export async function readCatalog(pool: Pool): Promise<Catalog> {
  const read = async <Row>(text: string): Promise<Row[]> => {
    const result = await pool.query<{ row: Row }>(`select to_jsonb(found) as row from (${text}) found`, []);
    return result.rows.map(({ row }) => row);
  };
  const tables = await pool.query<{ tables: Table[] }>(tablesQuery, [bookkeeping]);
  return {
    enums: await read(enumsQuery),
    sequences: await read(sequencesQuery),
    tables: tables.rows[0]?.tables ?? [],
    functions: await read(functionsQuery),
    extensions: (await read<{ name: string }>(extensionsQuery)).map(({ name }) => name),
  };
}

const enumsQuery = `
  select typname as name, array_agg(enumlabel order by enumsortorder) as labels
  from pg_type join pg_enum on enumtypid = pg_type.oid
  where typnamespace = 'public'::regnamespace group by typname order by typname`;

/** Sequences that stand alone; those behind identity columns belong to their column. */
const sequencesQuery = `
  select relname as name, format_type(seqtypid, null) as type, seqstart as start
  from pg_sequence join pg_class on pg_class.oid = seqrelid
  where relnamespace = 'public'::regnamespace
    and not exists (select 1 from pg_depend where classid = 'pg_class'::regclass and objid = seqrelid and deptype in ('i', 'a') and refobjsubid > 0)
  order by relname`;

/** Not those that came with an extension. */
const functionsQuery = `
  select proname as name, pg_get_functiondef(pg_proc.oid) as definition
  from pg_proc
  where pronamespace = 'public'::regnamespace and prokind in ('f', 'p')
    and not exists (select 1 from pg_depend where classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e')
  order by proname, definition`;

const extensionsQuery = `select extname as name from pg_extension where extname <> 'plpgsql' order by extname`;

const columnsQuery = `
  select coalesce(jsonb_agg(jsonb_build_object(
    'name', attname,
    'type', format_type(atttypid, atttypmod),
    'base', coalesce(element.typname, base.typname),
    'isArray', element.typname is not null,
    'notNull', attnotnull,
    'defaultValue', pg_get_expr(adbin, adrelid),
    'identity', case attidentity when 'a' then 'always' when 'd' then 'by default' end,
    'computed', attgenerated <> ''
  ) order by attnum), '[]')
  from pg_attribute
  join pg_type base on base.oid = atttypid
  left join pg_type element on element.oid = base.typelem and base.typcategory = 'A'
  left join pg_attrdef on adrelid = attrelid and adnum = attnum
  where attrelid = t.oid and attnum > 0 and not attisdropped`;

/** From 18 on, PostgreSQL lists not-null constraints here too; they stand with their column already. */
const constraintsQuery = `
  select coalesce(jsonb_agg(jsonb_build_object('name', conname, 'definition', pg_get_constraintdef(pg_constraint.oid))
    order by array_position('{p,u,f,c,x}'::"char"[], contype), conname), '[]')
  from pg_constraint where conrelid = t.oid and contype <> 'n' and conparentid = 0`;

const indexesQuery = `
  select coalesce(jsonb_agg(pg_get_indexdef(indexrelid) order by c.relname), '[]')
  from pg_index join pg_class c on c.oid = indexrelid
  where indrelid = t.oid and not c.relispartition
    and not exists (select 1 from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))`;

const triggersQuery = `
  select coalesce(jsonb_agg(pg_get_triggerdef(pg_trigger.oid) order by tgname), '[]')
  from pg_trigger where tgrelid = t.oid and not tgisinternal`;

const tablesQuery = `
  select coalesce(jsonb_agg(jsonb_build_object(
    'name', t.relname,
    'options', coalesce(to_jsonb(t.reloptions), '[]'),
    'partition', case when t.relkind = 'p' then pg_get_partkeydef(t.oid) end,
    'partitionOf', case when t.relispartition then
      (select inhparent::regclass || ' ' || pg_get_expr(t.relpartbound, t.oid) from pg_inherits where inhrelid = t.oid) end,
    'columns', (${columnsQuery}),
    'constraints', (${constraintsQuery}),
    'indexes', (${indexesQuery}),
    'triggers', (${triggersQuery})
  ) order by t.relname), '[]') as tables
  from pg_class t
  where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') and not (t.relname = any($1))`;
