/** Whole databases that once broke the main job, each reduced to what it takes; the shadows live in another one. */
import type { CorpusServer } from './corpusPairs.ts';

export interface DatabaseCase {
  readonly title: string;
  readonly sources: string;
  readonly shadows: string;
  /** Left out: every server. */
  readonly on?: readonly CorpusServer[];
}

const mysql9: readonly CorpusServer[] = ['mysql-9'];

export const databaseCases: readonly DatabaseCase[] = [
  {
    title: 'a check that moved from one table to another, which comes first',
    sources: 'create table a(x int, constraint c check (x > 0)); create table b(x int)',
    shadows: 'create table a(x int); create table b(x int, constraint c check (x > 0))',
    on: mysql9,
  },
  {
    title: 'a check of a new table under the name of one that goes',
    sources: 'create table a(x int, constraint c check (x > 0)); create table b(x int)',
    shadows: 'create table b(x int, constraint C check (x > 0))',
    on: mysql9,
  },
  {
    title: 'a foreign key that moved from one table to another, which comes first',
    sources:
      'create table p(id int primary key); create table a(x int, constraint f foreign key(x) references p(id)); create table b(x int, key f(x))',
    shadows:
      'create table p(id int primary key); create table a(x int); create table b(x int, constraint f foreign key(x) references p(id))',
  },
  {
    title: 'a foreign key of a new table under the name of one that goes',
    sources:
      'create table p(id int primary key); create table a(x int, constraint f foreign key(x) references p(id)); create table b(x int, key f(x))',
    shadows:
      'create table p(id int primary key); create table b(x int, constraint f foreign key(x) references p(id))',
  },
  {
    title: 'a foreign key that a shadow keeps under the name that another one needs',
    sources:
      'create table p(id int primary key); create table a(x int, constraint f foreign key(x) references p(id)); create table b(x int, constraint g foreign key(x) references p(id))',
    shadows:
      'create table p(id int primary key); create table a(x int); create table b(x int, key g(x), constraint f foreign key(x) references p(id))',
  },
  {
    title: 'a foreign key without a name, whose index it brought along, that is away for a moment',
    sources:
      'create table p(id bigint primary key); create table c(x bigint, y int, foreign key(x) references p(id))',
    shadows:
      'create table p(id int primary key); create table c(x int, y int, foreign key(x) references p(id))',
  },
  {
    title: 'a foreign key to another parent under another name, while the index of the old one stays',
    sources:
      'create table p(id int primary key); create table q(id int primary key); create table c(x int, key f(x), constraint g foreign key(x) references q(id))',
    shadows:
      'create table p(id int primary key); create table q(id int primary key); create table c(x int, constraint f foreign key(x) references p(id))',
  },
  {
    title: 'a foreign key that names its index instead of itself and is away for a moment',
    sources:
      'create table p(id bigint primary key); create table c(x bigint, y int, foreign key k (x) references p(id))',
    shadows:
      'create table p(id int primary key); create table c(x int, y int, foreign key k (x) references p(id))',
  },
  {
    title: 'two foreign keys on one column, of which one is made again',
    sources:
      'create table p(id int primary key); create table q(id int primary key); create table c(x int, foreign key k (x) references p(id), foreign key (x) references q(id) on delete cascade)',
    shadows:
      'create table p(id int primary key); create table q(id int primary key); create table c(x int, foreign key k (x) references p(id), foreign key (x) references q(id))',
  },
  {
    title: 'a foreign key to a part of the parent’s key, which new servers refuse by default',
    sources:
      'set session restrict_fk_on_non_standard_key = off; create table p(a int, b int, primary key (a, b)); create table c(x int, key kx (x), constraint f foreign key (x) references p(a))',
    shadows: 'create table p(a bigint, b int, primary key (a, b)); create table c(x int)',
    on: mysql9,
  },
];
