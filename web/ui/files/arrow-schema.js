// What data frames write beside what Parquet itself says: it knows of instants and whole numbers
// only, they of the zones of instants and of durations.
// @ts-check

/** The kinds of Arrow types that are looked for, and the slots of its tables. */
const [TIMESTAMP, DURATION] = [10, 18];
const [MESSAGE_HEADER, SCHEMA_FIELDS] = [2, 1];
const [FIELD_NAME, FIELD_KIND, FIELD_TYPE, TYPE_UNIT, TYPE_ZONE] = [0, 2, 3, 0, 1];

/** Seconds, milliseconds, micro- and nanoseconds; and what a duration has that does not say. */
const PER_SECOND = [1, 1e3, 1e6, 1e9];
const MILLISECONDS = 1;

/** @typedef {{ zone?: string, perSecond?: number }} Declared of instants, of durations */

/**
 * What is declared by column, in the schema that Arrow writes into Parquet: a message of flatbuffers.
 *
 * @param {string | undefined} base64 @returns {Map<string, Declared>}
 */
export function declaredIn(base64) {
  /** @type {Map<string, Declared>} */
  const found = new Map();
  try {
    const bytes = Uint8Array.from(atob(base64 ?? ''), (letter) => letter.charCodeAt(0));
    const view = new DataView(bytes.buffer);
    const start = view.getInt32(0, true) === -1 ? 8 : 4; // behind the length of the message
    const message = start + view.getUint32(start, true);
    const fields = pointed(view, slot(view, slotOf(view, message, MESSAGE_HEADER), SCHEMA_FIELDS));
    for (let i = 0; i < view.getUint32(fields, true); i++) {
      const field = pointed(view, fields + 4 + 4 * i);
      const kind = slot(view, field, FIELD_KIND);
      const declared =
        kind && declaredOf(view, view.getUint8(kind), slotOf(view, field, FIELD_TYPE));
      if (declared) found.set(textAt(view, slot(view, field, FIELD_NAME)), declared);
    }
  } catch {
    return new Map(); // there is none, or it is of another kind
  }
  return found;
}

/** @param {DataView} view @param {number} kind @param {number} type @returns {Declared | null} */
function declaredOf(view, kind, type) {
  if (kind === TIMESTAMP) {
    const zone = slot(view, type, TYPE_ZONE);
    return zone ? { zone: textAt(view, zone) } : null;
  }
  if (kind !== DURATION) return null;
  const unit = slot(view, type, TYPE_UNIT);
  return { perSecond: PER_SECOND[unit ? view.getInt16(unit, true) : MILLISECONDS] };
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
