import type { ErrorCode } from '../../worker/protocol.js';
import type { ColumnKind } from './tables.js';

export class ElmError extends Error {
  constructor(code: ErrorCode, message: string, details?: ErrorDetails);
  /** What each says, and what to do then, is in docs/protocol.md. */
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
}

/** What is known of an error beside its message. */
export interface ErrorDetails {
  /** What cannot be used, and where in it; counted from 0. */
  parameter?: string;
  row?: number;
  column?: number | string;
  /** Of a costly model: bytes that it takes, and those that are allowed. */
  needs?: number;
  limit?: number;
  /** Of a start: the file at fault, and whether it has come anew. */
  asset?: string;
  renewed?: boolean;
}

/** What a model has to tell of the samples it was given; see `Options.onWarnings`. */
export interface Told {
  code: 'unreadable-cells' | 'scarce-data' | 'ill-conditioned' | 'data-conversion' | 'warning';
  message: string;
  /**
   * Of cells that cannot be read as what their column holds and are taken as missing, one for each
   * column: how many there are, the first of them and its row, and what they should be. `target`:
   * it is the column to predict, and their rows are left out.
   */
  details: {
    column?: string;
    kind?: ColumnKind;
    cells?: number;
    text?: string;
    row?: number;
    target?: boolean;
  };
}
