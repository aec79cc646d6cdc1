-- The corpus: drawings with what they show and where they come from. application_id 0x41736331 ("Asc1") marks
-- the file as ours; user_version counts changes of this schema. Verdicts are stored, so a refused drawing stays
-- visible with its reasons. Written and read by CorpusDatabase.

create table sources (
  id          integer primary key,
  name        text not null unique,
  kind        text not null,              -- hand, figlet, icons, quickdraw
  family      text not null,              -- the same for sources of one hand; a family can be held out as a whole
  held_out    integer not null default 0 check (held_out in (0, 1)), -- its drawings are for evaluation, never for training
  version     text not null,
  license     text not null,              -- SPDX
  attribution text not null,
  created_at  text not null default (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
  updated_at  text not null default (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) strict;

create table artworks (
  id          integer primary key,
  text        text not null,              -- normalised: line feeds, no margins, no trailing blanks
  sha256      text not null unique,       -- of text in UTF-8, lower-case hexadecimal
  subject     text not null,
  aliases     text not null,              -- other words for the subject, joined by ", "; prompts of their own in training
  keywords    text not null,              -- words that only lead to it in a search, joined by ", "
  category    text not null,              -- animal, vehicle, ...; tells homonyms apart; '' unknown
  style       text not null check (style in ('hand', 'line', 'solid', 'banner')),
  source      text not null references sources (name),
  source_id   text not null,              -- where it is within the source
  license     text not null,
  author      text not null,
  group_key   text not null,              -- the same for all sizes and styles of one picture
  cluster_key text not null,              -- the smallest group key among pictures that look alike; a split never parts a cluster
  width       integer not null,
  height      integer not null,
  characters  integer not null,           -- line feeds included
  ink         integer not null,           -- characters that are not blank
  charset     text not null,              -- distinct ink characters in ASCII order
  tokens      integer not null,           -- <end> included; 0 when the text has no encoding
  can_mirror  integer not null check (can_mirror in (0, 1)),
  valid       integer not null check (valid in (0, 1)),
  reasons     text not null,              -- why it is not valid, joined by "; "
  quality     real not null check (quality between 0 and 1),
  weight      real not null default 1 check (weight > 0), -- beside others of its style; less for look-alikes and poor conversions
  created_at  text not null default (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
  updated_at  text not null default (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) strict;

create index artworks_cluster on artworks (cluster_key);
create index artworks_subject on artworks (subject);
create index artworks_source on artworks (source, style);

-- What an import could not read at all; replaced whenever the source is imported again.
create table problems (
  id         integer primary key,
  source     text not null references sources (name),
  place      text not null,               -- file and line
  message    text not null,
  created_at text not null default (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) strict;

-- How far a build has come with each of its steps (a source, or work on all drawings), written in the transaction of
-- the drawings it counts, so that a build that was killed goes on where it stopped.
create table build_steps (
  name        text primary key,           -- source/NAME, or what is done to all of them
  fingerprint text not null,              -- of everything the result depends on; another one starts the step anew
  pictures    integer not null,           -- pictures done, in the source's own order
  complete    integer not null check (complete in (0, 1))
) strict;

-- What a drawing was called when it came in, once the words of its subject were added to its own: so that they can be
-- added anew, from other lists. A drawing that is not in it has only words of its own.
create table own_words (
  artwork  integer primary key,           -- its row goes with the drawing
  aliases  text not null,
  keywords text not null
) strict;

create virtual table artworks_fts using fts5 (
  subject, aliases, keywords, source, content = 'artworks', content_rowid = 'id', tokenize = 'porter unicode61'
);

create trigger artworks_after_insert after insert on artworks begin
  insert into artworks_fts (rowid, subject, aliases, keywords, source)
  values (new.id, new.subject, new.aliases, new.keywords, new.source);
end;

create trigger artworks_after_delete after delete on artworks begin
  insert into artworks_fts (artworks_fts, rowid, subject, aliases, keywords, source)
  values ('delete', old.id, old.subject, old.aliases, old.keywords, old.source);
  delete from own_words where artwork = old.id;
end;

create trigger artworks_after_update after update of id, subject, aliases, keywords, source on artworks begin
  insert into artworks_fts (artworks_fts, rowid, subject, aliases, keywords, source)
  values ('delete', old.id, old.subject, old.aliases, old.keywords, old.source);
  insert into artworks_fts (rowid, subject, aliases, keywords, source)
  values (new.id, new.subject, new.aliases, new.keywords, new.source);
end;
