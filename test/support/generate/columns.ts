/** Columns of every type, with sizes at their limits and defaults that are easily got wrong. */
import fc from 'fast-check';
import type { Flavour } from './flavour.ts';
import type { Column, ColumnType, Default, Family } from './model.ts';
import { anyComment, anyName, anyText } from './texts.ts';

interface TypedDefault {
  readonly type: ColumnType;
  readonly default: Default;
  readonly onUpdate?: boolean;
  readonly attribute?: string | null;
}

const none: Default = { kind: 'none' };
const nullDefault: Default = { kind: 'null' };
const text = (value: string): Default => ({ kind: 'string', value });
const sql = (value: string): Default => ({ kind: 'sql', text: value });

/** A type without any size. */
function bareType(family: Family, name: string): ColumnType {
  return { family, name, length: null, scale: null, members: null, unsigned: false, zerofill: false };
}

function defaults(...values: readonly Default[]): fc.Arbitrary<Default> {
  return fc.constantFrom(none, none, nullDefault, ...values);
}

const flags = { unsigned: fc.boolean(), zerofill: fc.boolean().map((on) => on) };

const integers = fc
  .record({
    name: fc.constantFrom('tinyint', 'smallint', 'mediumint', 'int', 'int', 'bigint'),
    length: fc.constantFrom(null, null, 1, 2, 5, 11, 20, 255),
    ...flags,
    default: defaults(sql('0'), text('0'), sql('1'), text('127'), sql('-1'), sql('100'), sql('TRUE')),
  })
  .map(({ name, length, unsigned, zerofill, default: value }): TypedDefault => {
    const isNegative = value.kind === 'sql' && value.text === '-1';
    const type = { ...bareType('integer', name), length, unsigned, zerofill: zerofill && unsigned };
    return { type, default: isNegative && unsigned ? sql('1') : value };
  });

const decimals = fc
  .record({
    size: fc.constantFrom([1, 0], [5, 2], [10, 2], [10, 0], [30, 30], [38, 10], [65, 30], [65, 0]),
    ...flags,
    default: defaults(sql('0'), text('0.5'), sql('0.00'), sql('1e0')),
  })
  .map(({ size, unsigned, zerofill, default: value }): TypedDefault => {
    const [length = 10, scale = 0] = size;
    const fits = length > scale && scale > 0;
    const type = {
      ...bareType('decimal', 'decimal'),
      length,
      scale,
      unsigned,
      zerofill: zerofill && unsigned,
    };
    return { type, default: fits || value.kind !== 'string' ? value : none };
  });

const floats = fc
  .record({
    name: fc.constantFrom('float', 'double'),
    size: fc.constantFrom(null, null, [7, 2], [12, 0], [20, 10]),
    ...flags,
    default: defaults(sql('0'), text('1.5'), sql('-0.25'), sql('1e3'), text('0.1')),
  })
  .map(({ name, size, unsigned, zerofill, default: value }): TypedDefault => {
    const type = {
      ...bareType('float', name),
      length: size?.[0] ?? null,
      scale: size?.[1] ?? null,
      unsigned,
      zerofill: zerofill && unsigned,
    };
    return { type, default: value.kind === 'sql' && value.text.startsWith('-') && unsigned ? none : value };
  });

const bits = fc
  .record({
    length: fc.constantFrom(1, 7, 8, 9, 63, 64),
    default: defaults(sql("b'1'"), sql("b'0'"), sql('1')),
  })
  .map(({ length, default: value }): TypedDefault => ({
    type: { ...bareType('bit', 'bit'), length },
    default: value,
  }));

const chars = fc
  .record({
    name: fc.constantFrom('char', 'varchar', 'varchar', 'varchar'),
    length: fc.constantFrom(1, 2, 10, 20, 50, 63, 64, 190, 191, 192, 255, 256, 500, 1000, 4000),
    default: fc.oneof(defaults(text('')), anyText.map(text)),
  })
  .map(({ name, length, default: value }): TypedDefault => {
    const size = name === 'char' ? Math.min(length, 255) : length;
    const isTooLong = value.kind === 'string' && Array.from(value.value).length > size;
    return { type: { ...bareType('char', name), length: size }, default: isTooLong ? text('') : value };
  });

const binaries = fc
  .record({
    name: fc.constantFrom('binary', 'varbinary'),
    length: fc.constantFrom(1, 4, 16, 20, 255, 256, 700),
    default: defaults(text(''), text('a'), sql("x'61'"), sql("x'00'"), sql("x'FF'"), text('\\')),
  })
  .map(({ name, length, default: value }): TypedDefault => {
    const size = name === 'binary' ? Math.min(length, 255) : length;
    return { type: { ...bareType('binary', name), length: size }, default: value };
  });

const texts = fc
  .constantFrom('tinytext', 'text', 'mediumtext', 'longtext')
  .map((name): TypedDefault => ({ type: bareType('text', name), default: none }));

const blobs = fc
  .constantFrom('tinyblob', 'blob', 'mediumblob', 'longblob')
  .map((name): TypedDefault => ({ type: bareType('blob', name), default: none }));

const members = fc
  .uniqueArray(
    anyText.map((member) =>
      member
        .replace(/,/g, ';')
        .replace(/\p{C}/gu, '')
        .replace(/[\s\u00A0]+$/u, '')
        .slice(0, 30),
    ),
    {
      minLength: 1,
      maxLength: 6,
      selector: (member) => member.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, ''),
    },
  )
  .filter((list) => list.length > 0);

const enums = fc
  .record({ name: fc.constantFrom('enum', 'set'), members, pick: fc.nat(3) })
  .map(({ name, members: list, pick }): TypedDefault => {
    const value = pick === 0 ? none : pick === 1 ? nullDefault : text(list[pick - 2] ?? list[0] ?? '');
    return { type: { ...bareType('enum', name), members: list }, default: value };
  });

const fraction = fc.constantFrom(null, null, 1, 3, 6);

const moments = fc
  .record({
    name: fc.constantFrom('datetime', 'timestamp'),
    length: fraction,
    form: fc.constantFrom('none', 'null', 'now', 'now', 'fixed', 'zero'),
    onUpdate: fc.boolean(),
  })
  .map(({ name, length, form, onUpdate }): TypedDefault => {
    const now = `CURRENT_TIMESTAMP${length === null ? '' : `(${length})`}`;
    const forms = {
      none,
      null: nullDefault,
      now: sql(now),
      fixed: text('2020-02-29 12:34:56'),
      zero: text('0000-00-00 00:00:00'),
    };
    return { type: { ...bareType('moment', name), length }, default: forms[form], onUpdate };
  });

const dates = fc.oneof(
  defaults(text('2020-02-29'), text('1000-01-01'), text('9999-12-31'), text('0000-00-00')).map(
    (value): TypedDefault => ({ type: bareType('date', 'date'), default: value }),
  ),
  fc
    .tuple(fraction, defaults(text('12:34:56'), text('-838:59:59'), text('00:00:00')))
    .map(([length, value]): TypedDefault => ({
      type: { ...bareType('time', 'time'), length },
      default: value,
    })),
  defaults(text('2024'), sql('1901'), text('0000')).map((value): TypedDefault => ({
    type: bareType('year', 'year'),
    default: value,
  })),
);

const json = fc.constant<TypedDefault>({ type: bareType('json', 'json'), default: none });

const shapes = fc.constantFrom(
  'geometry',
  'point',
  'linestring',
  'polygon',
  'multipoint',
  'geometrycollection',
);

function geometries(flavour: Flavour): fc.Arbitrary<TypedDefault> {
  return fc.tuple(shapes, fc.constantFrom(null, null, 0, 4326)).map(([name, srid]) => ({
    type: bareType('geometry', name),
    default: none,
    attribute: flavour.hasSrid && srid !== null ? `SRID ${srid}` : null,
  }));
}

function networks({ engine }: Flavour): fc.Arbitrary<TypedDefault> {
  const names = engine === 'mariadb-11.8' ? ['inet6', 'inet4', 'uuid'] : ['inet6', 'inet4', 'uuid'];
  const values: Readonly<Record<string, Default>> = {
    inet6: text('::1'),
    inet4: text('127.0.0.1'),
    uuid: text('123e4567-e89b-12d3-a456-426655440000'),
  };
  return fc.tuple(fc.constantFrom(...names), fc.nat(2)).map(([name, pick]) => ({
    type: bareType('network', name),
    default: pick === 0 ? none : pick === 1 ? nullDefault : (values[name] ?? none),
  }));
}

const vectors = fc
  .constantFrom(1, 3, 8)
  .map((length): TypedDefault => ({ type: { ...bareType('vector', 'vector'), length }, default: none }));

const expressionDefaults: Readonly<Partial<Record<Family, string>>> = {
  integer: '(1 + 2)',
  decimal: '(1)',
  float: '(pi())',
  char: "(concat('a', 'b'))",
  text: "('it''s')",
  blob: "('x')",
  date: '(curdate())',
};

/** Type, default and the rest of one column; the name is not unique yet. */
export function columnArbitrary(flavour: Flavour): fc.Arbitrary<Column> {
  return fc
    .record({
      name: anyName,
      typed: typedArbitrary(flavour),
      nullable: fc.boolean(),
      charset: fc.option(fc.constantFrom(...flavour.charsets), { freq: 3 }),
      comment: anyComment,
      invisible: fc.nat(11).map((n) => n === 0),
      byExpression: fc.nat(7).map((n) => n === 0),
      compressed: fc.nat(7).map((n) => n === 0),
    })
    .map(({ name, typed, nullable, charset, comment, invisible, byExpression, compressed }): Column => {
      const { family } = typed.type;
      const expression = expressionDefaults[family];
      const isExpression = byExpression && expression !== undefined && flavour.hasExpressionDefaults;
      const isCompressible = flavour.hasCompressedColumns && ['text', 'blob'].includes(family);
      return {
        name,
        type: typed.type,
        charset: ['char', 'text', 'enum'].includes(family) ? charset : null,
        nullable,
        default: isExpression ? sql(expression) : typed.default,
        onUpdate: typed.onUpdate ?? false,
        autoIncrement: false,
        generated: null,
        invisible: invisible && flavour.hasInvisibleColumns,
        comment,
        attribute: isCompressible && compressed ? 'COMPRESSED' : (typed.attribute ?? null),
        check: null,
      };
    });
}

function typedArbitrary(flavour: Flavour): fc.Arbitrary<TypedDefault> {
  return fc.oneof(
    { weight: 6, arbitrary: integers },
    { weight: 3, arbitrary: decimals },
    { weight: 2, arbitrary: floats },
    { weight: 1, arbitrary: bits },
    { weight: 8, arbitrary: chars },
    { weight: 2, arbitrary: binaries },
    { weight: 3, arbitrary: texts },
    { weight: 1, arbitrary: blobs },
    { weight: 3, arbitrary: enums },
    { weight: 4, arbitrary: moments },
    { weight: 2, arbitrary: dates },
    { weight: 1, arbitrary: geometries(flavour) },
    { weight: flavour.hasJson ? 1 : 0, arbitrary: json },
    { weight: flavour.hasNetworkTypes ? 2 : 0, arbitrary: networks(flavour) },
    { weight: flavour.hasVectors ? 1 : 0, arbitrary: vectors },
  );
}
