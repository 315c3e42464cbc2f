// Written by `npm run generate` from the migrated database. Do not edit.
import type { Instant } from "@kvit/domain/kernel";
import type { ColumnType } from "kysely";

export type ActorKind = "agent" | "customer" | "rule" | "system" | "api" | "import";

export type AgentRole = "owner" | "admin" | "agent";

export type IntakeState = "pending" | "message" | "suspended" | "ignored" | "failed";

export type MailDoor = "smtp" | "lmtp" | "imap" | "pipe";

export type MessageKind = "customer" | "agent" | "note" | "automatic";

export type OutboxState = "held" | "queued" | "sending" | "sent" | "failed" | "bounced" | "cancelled";

export type TicketChannel = "email" | "api" | "form" | "phone" | "chat" | "sample" | "import";

export type TicketPriority = "low" | "normal" | "high" | "urgent";

export type TicketStatus = "new" | "open" | "answered" | "postponed" | "resolved" | "closed" | "spam" | "deleted" | "purged";

export interface AccountTable {
  id: number;
  name: string;
  ticket_prefix: ColumnType<string, string | undefined, string>;
  language: ColumnType<string, string | undefined, string>;
  time_zone: ColumnType<string, string | undefined, string>;
  created_at: ColumnType<Instant, string | undefined, string>;
  set_up_at: ColumnType<Instant | null, string | null, string | null>;
  lifecycle_version: ColumnType<number, number | undefined, number>;
  calendar_version: ColumnType<number, number | undefined, number>;
}

export interface ActTable {
  account_id: number;
  id: string;
  agent_id: number;
  at: ColumnType<Instant, string, string>;
  verb: string;
  detail: ColumnType<unknown, string | undefined, string>;
  numbers: ColumnType<number[], readonly number[], readonly number[]>;
  undo_of: string | null;
  undone_by: string | null;
}

export interface AgentTable {
  account_id: number;
  id: ColumnType<number, number | undefined, number>;
  email: string;
  name: string;
  role: ColumnType<AgentRole, AgentRole | undefined, AgentRole>;
  language: ColumnType<string, string | undefined, string>;
  time_zone: ColumnType<string, string | undefined, string>;
  preferences: ColumnType<unknown, string | undefined, string>;
  signature: ColumnType<string, string | undefined, string>;
  created_at: ColumnType<Instant, string | undefined, string>;
  deactivated_at: ColumnType<Instant | null, string | null, string | null>;
}

export interface AgentBackupCodeTable {
  account_id: number;
  agent_id: number;
  hash: Buffer;
  used_at: ColumnType<Instant | null, string | null, string | null>;
}

export interface AgentSessionTable {
  account_id: number;
  id: ColumnType<number, number | undefined, number>;
  agent_id: number;
  token_hash: Buffer;
  device: ColumnType<string, string | undefined, string>;
  created_at: ColumnType<Instant, string, string>;
  last_seen_at: ColumnType<Instant, string, string>;
  expires_at: ColumnType<Instant, string, string>;
}

export interface AgentSignInTable {
  account_id: number;
  agent_id: number;
  password_hash: string;
  password_changed_at: ColumnType<Instant, string, string>;
  totp_secret: Buffer | null;
  totp_confirmed_at: ColumnType<Instant | null, string | null, string | null>;
  totp_last_step: ColumnType<number, number | undefined, number>;
}

export interface ApiKeyTable {
  account_id: number;
  id: ColumnType<number, number | undefined, number>;
  name: string;
  agent_id: number;
  scope: ColumnType<string, string | undefined, string>;
  prefix: string;
  hash: Buffer;
  created_at: ColumnType<Instant, string | undefined, string>;
  last_used_at: ColumnType<Instant | null, string | null, string | null>;
  revoked_at: ColumnType<Instant | null, string | null, string | null>;
}

export interface AttachmentTable {
  account_id: number;
  id: ColumnType<number, number | undefined, number>;
  sha256: string;
  size: number;
  filename: string;
  original_name: string;
  content_type: string;
  content_id: string | null;
  inline: ColumnType<boolean, boolean | undefined, boolean>;
  ticket_id: number | null;
  message_id: number | null;
  uploaded_by: number | null;
  created_at: ColumnType<Instant, string | undefined, string>;
}

export interface AutomaticMailTable {
  account_id: number;
  address_key: string;
  sent_at: ColumnType<Instant, string, string>;
}

export interface BulkLeftTable {
  account_id: number;
  run_id: number;
  number: number;
  reason: string | null;
  detail: ColumnType<string, string | undefined, string>;
  since: ColumnType<unknown, string | null, string | null>;
}

export interface BulkRunTable {
  account_id: number;
  id: ColumnType<number, number | undefined, number>;
  act: string;
  agent_id: number;
  via: string;
  verb: string;
  body: ColumnType<unknown, string, string>;
  undo_of: string | null;
  numbers: ColumnType<number[], readonly number[], readonly number[]>;
  place: ColumnType<number, number | undefined, number>;
  done: ColumnType<number, number | undefined, number>;
  refused: ColumnType<number, number | undefined, number>;
  state: ColumnType<string, string | undefined, string>;
  made_at: ColumnType<Instant, string, string>;
  worked_at: ColumnType<Instant, string, string>;
  ended_at: ColumnType<Instant | null, string | null, string | null>;
}

export interface CompanyTable {
  account_id: number;
  id: ColumnType<number, number | undefined, number>;
  name: string;
  domain: string | null;
  notes: ColumnType<string, string | undefined, string>;
  created_at: ColumnType<Instant, string | undefined, string>;
}

export interface ContactTable {
  account_id: number;
  id: ColumnType<number, number | undefined, number>;
  name: ColumnType<string, string | undefined, string>;
  company_id: number | null;
  language: string | null;
  time_zone: string | null;
  notes: ColumnType<string, string | undefined, string>;
  verified_at: ColumnType<Instant | null, string | null, string | null>;
  created_at: ColumnType<Instant, string | undefined, string>;
  erased_at: ColumnType<Instant | null, string | null, string | null>;
}

export interface ContactAddressTable {
  account_id: number;
  address_key: string;
  address: string;
  contact_id: number;
  is_primary: ColumnType<boolean, boolean | undefined, boolean>;
  verified_at: ColumnType<Instant | null, string | null, string | null>;
}

export interface CustomerCodeTable {
  account_id: number;
  challenge_hash: Buffer;
  code_hash: Buffer;
  contact_id: number;
  address_key: string;
  tries: ColumnType<number, number | undefined, number>;
  created_at: ColumnType<Instant, string, string>;
  expires_at: ColumnType<Instant, string, string>;
  used_at: ColumnType<Instant | null, string | null, string | null>;
}

export interface CustomerDeviceTable {
  account_id: number;
  token_hash: Buffer;
  contact_id: number;
  address_key: string;
  created_at: ColumnType<Instant, string, string>;
  last_seen_at: ColumnType<Instant, string, string>;
  expires_at: ColumnType<Instant, string, string>;
}

export interface DepartmentTable {
  account_id: number;
  id: ColumnType<number, number | undefined, number>;
  name: string;
  language: ColumnType<string, string | undefined, string>;
  time_zone: ColumnType<string, string | undefined, string>;
  created_at: ColumnType<Instant, string | undefined, string>;
  retired_at: ColumnType<Instant | null, string | null, string | null>;
  week: ColumnType<unknown, string | null, string | null>;
  holidays: ColumnType<string[], readonly string[] | undefined, readonly string[]>;
}

export interface DepartmentMemberTable {
  account_id: number;
  department_id: number;
  agent_id: number;
  lead: ColumnType<boolean, boolean | undefined, boolean>;
  deputy: ColumnType<boolean, boolean | undefined, boolean>;
}

export interface DraftTable {
  account_id: number;
  agent_id: number;
  ticket_id: number;
  kind: string;
  body: string;
  updated_at: ColumnType<Instant, string | undefined, string>;
}

export interface IdempotencyKeyTable {
  account_id: number;
  owner: string;
  key: string;
  request_hash: Buffer;
  status: number | null;
  response: ColumnType<unknown, string | null, string | null>;
  created_at: ColumnType<Instant, string | undefined, string>;
  act: string | null;
}

export interface ImapCursorTable {
  account_id: number;
  mailbox_id: number;
  folder: string;
  uid_validity: number;
  last_uid: ColumnType<number, number | undefined, number>;
  updated_at: ColumnType<Instant, string | undefined, string>;
  last_error: string | null;
}

export interface IntakeTable {
  account_id: number;
  id: ColumnType<number, number | undefined, number>;
  door: MailDoor;
  mailbox_id: number;
  sha256: string;
  size: number;
  envelope_from: string | null;
  envelope_to: string | null;
  remote: string | null;
  uid_validity: number | null;
  uid: number | null;
  received_at: ColumnType<Instant, string | undefined, string>;
  state: ColumnType<IntakeState, IntakeState | undefined, IntakeState>;
  reason: string | null;
  detail: string | null;
  attempts: ColumnType<number, number | undefined, number>;
  lease_until: ColumnType<Instant | null, string | null, string | null>;
  next_attempt_at: ColumnType<Instant, string | undefined, string>;
  decided_at: ColumnType<Instant | null, string | null, string | null>;
  mail_id: string | null;
  from_address: string | null;
  subject: string | null;
  ticket_id: number | null;
  message_id: number | null;
  duplicate_of: number | null;
}

export interface InvitationTable {
  account_id: number;
  id: ColumnType<number, number | undefined, number>;
  email: string;
  role: AgentRole;
  department_ids: ColumnType<number[], readonly number[] | undefined, readonly number[]>;
  token_hash: Buffer;
  invited_by: number;
  created_at: ColumnType<Instant, string, string>;
  expires_at: ColumnType<Instant, string, string>;
  accepted_at: ColumnType<Instant | null, string | null, string | null>;
  withdrawn_at: ColumnType<Instant | null, string | null, string | null>;
}

export interface LifecycleTable {
  account_id: number;
  version: number;
  definition: ColumnType<unknown, string, string>;
  made_at: ColumnType<Instant, string, string>;
  made_by: number | null;
  note: ColumnType<string, string | undefined, string>;
}

export interface MailboxTable {
  account_id: number;
  id: ColumnType<number, number | undefined, number>;
  name: string;
  address: string | null;
  department_id: number;
  language: ColumnType<string, string | undefined, string>;
  signature: ColumnType<string, string | undefined, string>;
  plus_addressing: ColumnType<boolean, boolean | undefined, boolean>;
  imap: ColumnType<unknown, string | null, string | null>;
  relay: ColumnType<unknown, string | null, string | null>;
  created_at: ColumnType<Instant, string | undefined, string>;
  retired_at: ColumnType<Instant | null, string | null, string | null>;
}

export interface MessageTable {
  account_id: number;
  id: ColumnType<number, number | undefined, number>;
  ticket_id: number;
  kind: MessageKind;
  channel: TicketChannel;
  at: ColumnType<Instant, string, string>;
  author_kind: ActorKind;
  author_id: number | null;
  author_name: ColumnType<string, string | undefined, string>;
  author_address: string | null;
  verified: ColumnType<boolean, boolean | undefined, boolean>;
  recipients: ColumnType<unknown, string | undefined, string>;
  language: string | null;
  text: string;
  visible_text: string;
  html: string | null;
  visible_html: string | null;
  has_remote_images: ColumnType<boolean, boolean | undefined, boolean>;
  digest: string;
  mail_id: string | null;
  intake_id: number | null;
  threaded_by: string | null;
  flags: ColumnType<string[], readonly string[] | undefined, readonly string[]>;
  erased_at: ColumnType<Instant | null, string | null, string | null>;
  addressed_ticket_id: number | null;
  went_to_ticket_id: number | null;
  copy_of: number | null;
}

export interface OutboxTable {
  account_id: number;
  id: ColumnType<number, number | undefined, number>;
  ticket_id: number | null;
  message_id: number | null;
  mailbox_id: number | null;
  kind: string;
  state: ColumnType<OutboxState, OutboxState | undefined, OutboxState>;
  mail_id: string;
  envelope_from: string;
  recipients: ColumnType<string[], readonly string[], readonly string[]>;
  accepted: ColumnType<string[], readonly string[] | undefined, readonly string[]>;
  subject: string;
  content: ColumnType<unknown, string, string>;
  due_at: ColumnType<Instant, string | undefined, string>;
  attempts: ColumnType<number, number | undefined, number>;
  lease_until: ColumnType<Instant | null, string | null, string | null>;
  fence: ColumnType<number, number | undefined, number>;
  last_error: string | null;
  created_at: ColumnType<Instant, string | undefined, string>;
  sent_at: ColumnType<Instant | null, string | null, string | null>;
  sandboxed: ColumnType<boolean, boolean | undefined, boolean>;
}

export interface PasswordResetTable {
  account_id: number;
  token_hash: Buffer;
  agent_id: number;
  address_key: string;
  created_at: ColumnType<Instant, string, string>;
  expires_at: ColumnType<Instant, string, string>;
  used_at: ColumnType<Instant | null, string | null, string | null>;
}

export interface SecretTable {
  account_id: number;
  name: string;
  value: Buffer;
}

export interface SettingTable {
  account_id: number;
  key: string;
  value: ColumnType<unknown, string, string>;
  updated_at: ColumnType<Instant, string | undefined, string>;
}

export interface SettingAuditTable {
  account_id: number;
  id: ColumnType<number, number | undefined, number>;
  at: ColumnType<Instant, string | undefined, string>;
  actor_kind: string;
  actor_id: number | null;
  subject: string;
  action: string;
  before: ColumnType<unknown, string | null, string | null>;
  after: ColumnType<unknown, string | null, string | null>;
}

export interface SignInChallengeTable {
  account_id: number;
  token_hash: Buffer;
  agent_id: number;
  tries: ColumnType<number, number | undefined, number>;
  expires_at: ColumnType<Instant, string, string>;
}

export interface SignInTryTable {
  account_id: number;
  bucket: Buffer;
  since: ColumnType<Instant, string, string>;
  tries: number;
}

export interface SlaTimerTable {
  account_id: number;
  ticket_id: number;
  kind: string;
  due_at: ColumnType<Instant, string, string>;
}

export interface TagTable {
  account_id: number;
  name: string;
  created_at: ColumnType<Instant, string | undefined, string>;
}

export interface TicketTable {
  account_id: number;
  id: ColumnType<number, number | undefined, number>;
  number: number;
  status: TicketStatus;
  stage: string | null;
  subject: string;
  contact_id: number;
  department_id: number;
  assignee_id: number | null;
  priority: TicketPriority;
  tags: ColumnType<string[], readonly string[] | undefined, readonly string[]>;
  channel: TicketChannel;
  mailbox_id: number | null;
  language: string | null;
  rest: ColumnType<unknown, string, string>;
  version: number;
  last_hash: Buffer;
  message_count: ColumnType<number, number | undefined, number>;
  preview: ColumnType<string, string | undefined, string>;
  created_at: ColumnType<Instant, string, string>;
  updated_at: ColumnType<Instant, string, string>;
  lifecycle_version: ColumnType<number, number | undefined, number>;
}

export interface TicketActiveTable {
  account_id: number;
  id: number;
  number: number;
  status: TicketStatus;
  department_id: number;
  assignee_id: number | null;
  priority: TicketPriority;
  contact_id: number;
  tags: ColumnType<string[], readonly string[] | undefined, readonly string[]>;
  created_at: ColumnType<Instant, string, string>;
  updated_at: ColumnType<Instant, string, string>;
  waiting_since: ColumnType<Instant | null, string | null, string | null>;
  due_at: ColumnType<Instant | null, string | null, string | null>;
}

export interface TicketEventTable {
  account_id: number;
  ticket_id: number;
  seq: number;
  position: ColumnType<number, number | undefined, number>;
  at: ColumnType<Instant, string, string>;
  type: string;
  actor_kind: ActorKind;
  actor_id: number | null;
  cause: ColumnType<unknown, string, string>;
  act: string;
  changes: ColumnType<unknown, string, string>;
  data: ColumnType<unknown, string, string>;
  prev_hash: Buffer;
  hash: Buffer;
  erased: ColumnType<boolean, boolean | undefined, boolean>;
}

export interface TicketIntervalTable {
  account_id: number;
  ticket_id: number;
  from_at: ColumnType<Instant, string, string>;
  from_seq: number;
  to_at: ColumnType<Instant | null, string | null, string | null>;
  status: TicketStatus;
  stage: string | null;
  department_id: number;
  assignee_id: number | null;
  priority: TicketPriority;
  merged: ColumnType<boolean, boolean | undefined, boolean>;
  waiting_since: ColumnType<Instant | null, string | null, string | null>;
}

export interface Database {
  account: AccountTable;
  act: ActTable;
  agent: AgentTable;
  agent_backup_code: AgentBackupCodeTable;
  agent_session: AgentSessionTable;
  agent_sign_in: AgentSignInTable;
  api_key: ApiKeyTable;
  attachment: AttachmentTable;
  automatic_mail: AutomaticMailTable;
  bulk_left: BulkLeftTable;
  bulk_run: BulkRunTable;
  company: CompanyTable;
  contact: ContactTable;
  contact_address: ContactAddressTable;
  customer_code: CustomerCodeTable;
  customer_device: CustomerDeviceTable;
  department: DepartmentTable;
  department_member: DepartmentMemberTable;
  draft: DraftTable;
  idempotency_key: IdempotencyKeyTable;
  imap_cursor: ImapCursorTable;
  intake: IntakeTable;
  invitation: InvitationTable;
  lifecycle: LifecycleTable;
  mailbox: MailboxTable;
  message: MessageTable;
  outbox: OutboxTable;
  password_reset: PasswordResetTable;
  secret: SecretTable;
  setting: SettingTable;
  setting_audit: SettingAuditTable;
  sign_in_challenge: SignInChallengeTable;
  sign_in_try: SignInTryTable;
  sla_timer: SlaTimerTable;
  tag: TagTable;
  ticket: TicketTable;
  ticket_active: TicketActiveTable;
  ticket_event: TicketEventTable;
  ticket_interval: TicketIntervalTable;
}
