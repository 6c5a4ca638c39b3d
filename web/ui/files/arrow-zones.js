// The time zones of columns, which data frames write beside what Parquet itself says: it knows of
// instants only. And the wall clock in them.
// @ts-check

/** The kind of an Arrow type that has a zone, and the slots of its tables. */
const TIMESTAMP = 10;
const [MESSAGE_HEADER, SCHEMA_FIELDS] = [2, 1];
const [FIELD_NAME, FIELD_KIND, FIELD_TYPE, TYPE_ZONE] = [0, 2, 3, 1];

/**
 * The zones by column, of the schema that Arrow writes into Parquet: a message of flatbuffers.
 *
 * @param {string | undefined} base64 @returns {Map<string, string>}
 */
export function zonesIn(base64) {
  /** @type {Map<string, string>} */
  const zones = new Map();
  try {
    const bytes = Uint8Array.from(atob(base64 ?? ''), (letter) => letter.charCodeAt(0));
    const view = new DataView(bytes.buffer);
    const start = view.getInt32(0, true) === -1 ? 8 : 4; // behind the length of the message
    const message = start + view.getUint32(start, true);
    const fields = pointed(view, slot(view, slotOf(view, message, MESSAGE_HEADER), SCHEMA_FIELDS));
    for (let i = 0; i < view.getUint32(fields, true); i++) {
      const field = pointed(view, fields + 4 + 4 * i);
      const kind = slot(view, field, FIELD_KIND);
      if (!kind || view.getUint8(kind) !== TIMESTAMP) continue;
      const zone = slot(view, slotOf(view, field, FIELD_TYPE), TYPE_ZONE);
      if (zone) zones.set(textAt(view, slot(view, field, FIELD_NAME)), textAt(view, zone));
    }
  } catch {
    return new Map(); // there is none, or it is of another kind
  }
  return zones;
}

/** @param {DataView} view @param {number} at */
const pointed = (view, at) => at + view.getUint32(at, true);

/** Where a field of a table lies, 0 if it is not there. @param {DataView} view @param {number} table @param {number} place */
function slot(view, table, place) {
  const known = table - view.getInt32(table, true);
  const at = 4 + 2 * place;
  const offset = at < view.getUint16(known, true) ? view.getUint16(known + at, true) : 0;
  return offset && table + offset;
}

/** The table that a field points to. @param {DataView} view @param {number} table @param {number} place */
const slotOf = (view, table, place) => pointed(view, slot(view, table, place));

/** @param {DataView} view @param {number} at */
function textAt(view, at) {
  const text = pointed(view, at);
  return new TextDecoder().decode(
    new Uint8Array(view.buffer, text + 4, view.getUint32(text, true)),
  );
}

/**
 * What is to be added to an instant for the wall clock of a zone, in seconds; null if the zone is
 * not known.
 *
 * @param {string} zone @returns {((seconds: number) => number) | null}
 */
export function offsetIn(zone) {
  const fixed = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (fixed) {
    const seconds = 60 * (60 * Number(fixed[2]) + Number(fixed[3]));
    return () => (fixed[1] === '-' ? -seconds : seconds);
  }
  /** @type {Intl.DateTimeFormat} */
  let format;
  try {
    const [numeric, hourCycle] = /** @type {const} */ (['numeric', 'h23']);
    const clock = { hour: numeric, minute: numeric, second: numeric, hourCycle };
    const day = {
      year: numeric,
      month: numeric,
      day: numeric,
      era: /** @type {const} */ ('short'),
    };
    format = new Intl.DateTimeFormat('en', { timeZone: zone, ...day, ...clock });
  } catch {
    return null;
  }
  return (seconds) => {
    /** @type {Record<string, string>} */
    const parts = {};
    for (const { type, value } of format.formatToParts(seconds * 1000)) parts[type] = value;
    if (parts.era !== 'AD') return 0;
    const { year, month, day, hour, minute, second } = parts;
    const midnight = new Date(0).setUTCFullYear(Number(year), Number(month) - 1, Number(day));
    const clock = 60 * (60 * Number(hour) + Number(minute)) + Number(second);
    return midnight / 1000 + clock - seconds;
  };
}
