import type { Told } from '../client/types/errors.js';
import type { Summary } from '../client/types/reports.js';

/**
 * Stable codes of errors; docs/protocol.md says what each means. `worker-lost`, `boot-failed`,
 * `disposed` and `storage` come from JavaScript alone, the others from Python, too.
 */
export type ErrorCode =
  | 'invalid-input'
  | 'not-fitted'
  | 'model-format'
  | 'costly-model'
  | 'memory'
  | 'cancelled'
  | 'not-found'
  | 'unsupported'
  | 'worker-lost'
  | 'boot-failed'
  | 'disposed'
  | 'storage'
  | 'internal';

export type Stage = 'download' | 'runtime' | 'packages' | 'toolkit' | 'ready';

export interface WireError {
  code: ErrorCode;
  message: string;
  details: Record<string, unknown>;
}

export type PageMessage =
  | { id: number; kind: 'request'; verb: string; args: Record<string, unknown>; keep?: boolean }
  | { id: number; kind: 'cancel' }
  | { id: number; kind: 'block'; args: Record<string, unknown> }
  | { kind: 'ping' };

export type WorkerMessage =
  | {
      id: number;
      kind: 'progress';
      progress?: number;
      warnings?: Told[];
      stage?: Stage;
      loaded?: number;
      total?: number;
    }
  | { id: number; kind: 'ready' }
  | { id: number; kind: 'result'; result: Record<string, unknown> }
  | { id: number; kind: 'error'; error: WireError }
  | { kind: 'alive' }
  | { kind: 'pong' }
  | {
      kind: 'checkpoint';
      model: number;
      json: Blob | undefined;
      complete: boolean;
      summary?: Summary;
    }
  | { kind: 'unread' }
  | { kind: 'idle'; heap: number }
  | { kind: 'fatal'; message: string };

export const STAGES: readonly Stage[];
export const ERROR_CODES: readonly ErrorCode[];
export const STREAM_CREDIT: number;
export const MOST_LEVELS: number;
export const MOST_WORKERS: number;
export function isCountOfWorkers(value: unknown): boolean;
export function isTooDeep(value: unknown): boolean;
export const INTERRUPT: Readonly<{
  bytes: number;
  signal: number;
  running: number;
  keyboard: number;
}>;
