import type { ErrorCode } from '../../worker/protocol.js';
import type { ColumnKind } from './tables.js';

export class ElmError extends Error {
  constructor(code: ErrorCode, message: string, details?: Record<string, unknown>);
  readonly code: ErrorCode;
  /** Where it helps: parameter, row, column, asset. */
  readonly details: Record<string, unknown>;
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
