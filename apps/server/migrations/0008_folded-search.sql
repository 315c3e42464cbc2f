-- Text as it is searched: small letters without marks; the same rule as `foldForSearch` of the app and of the tickets in memory.
-- Marks go before the letters become small, since a database without a locale knows the small letters of ASCII alone.
create function folded(given text) returns text language sql immutable strict parallel safe as $$
  select replace(replace(replace(replace(
    lower(translate(
      regexp_replace(
        normalize(given, nfd),
        '[\u0300-\u036F\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u064B-\u065F\u0670\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F]',
        '', 'g'),
      'ŁłØøĐđÐðıςÆŒÞẞ', 'llooddddiσæœþß')),
    'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'ß', 'ss')
$$;

drop index ticket_subject, contact_name, contact_address_search;
create index ticket_subject on ticket using gin (folded(subject) gin_trgm_ops);
create index contact_name on contact using gin (folded(name) gin_trgm_ops);
create index contact_address_search on contact_address using gin (folded(address_key) gin_trgm_ops);
