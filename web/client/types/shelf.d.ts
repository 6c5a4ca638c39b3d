import type { Summary } from './reports.js';

/** A model file that this browser keeps. */
export interface ShelfEntry {
  name: string;
  revision: string;
  /** Milliseconds since 1970. */
  saved: number;
  bytes: number;
  about: { summary: Summary; metadata: Record<string, unknown> };
}

/**
 * The model files that this browser keeps for this origin. A save is whole or has not happened,
 * whatever comes in between. Dispatches 'change', also for changes in other tabs.
 */
export class Shelf extends EventTarget {
  private constructor();
  static open(name?: string): Promise<Shelf>;
  /** The newest first. */
  list(): Promise<ShelfEntry[]>;
  get(name: string): Promise<ShelfEntry & { json: Blob }>;
  /** Under another name, 'name (2)', where a model that is not `seen` has that name. */
  put(
    name: string,
    json: string | Blob,
    options?: { about?: unknown; seen?: string; replace?: boolean; saved?: number },
  ): Promise<ShelfEntry>;
  /**
   * For a page that is about to go: keeps a text in the place of whatever is there. All is asked of
   * the browser before it returns, and nothing is heard of it.
   */
  putNow(name: string, text: string, options?: { about?: unknown }): void;
  /** Returns the name it has now. */
  rename(from: string, to: string): Promise<string>;
  /** Returns what was there; `put` it again to undo. */
  remove(name: string): Promise<ShelfEntry & { json: Blob }>;
  close(): void;
}
