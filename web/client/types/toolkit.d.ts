/// <reference lib="esnext.disposable" />
import type { Stage } from '../../worker/protocol.js';
import type { FloatMatrix, Samples, Table, Targets } from './data.js';
import type { ElmError } from './errors.js';
import type { ClassName, KeptModel, Model, ModelOf } from './model.js';
import type { EmbedOptions, LearnOptions, Options, SilhouetteOptions } from './options.js';
import type { Classes } from './parameters.js';
import type { Shelf } from './shelf.js';
import type { ColumnInfo, InspectOptions, ReadOptions, ReadTargets } from './tables.js';

export interface BootProgress {
  stage: Stage;
  /**
   * Done and in all, of this stage: of 'download', which there is only where there is no snapshot,
   * bytes of the files as they come, compressed by the build; of others steps.
   */
  loaded: number;
  total: number;
}

export interface Info {
  python: string;
  numpy: string;
  classes: string[];
  models: number;
  requests: number;
  /** How the interpreter was started: from a snapshot of an earlier visit, or not. */
  start: 'plain' | 'snapshot';
  /** Python objects held from JavaScript; 0 unless something leaks. */
  proxies: number;
  /** Bytes of the wasm heap, which never shrinks. */
  heap: number;
  /** Of the pool for large fits: how many there may be, and are now. */
  workers: { most: number; running: number };
}

/** What a toolkit tells: `elm.addEventListener('restored', ({ detail }) => …)`. */
export interface ToolkitEvents {
  /** The worker is gone; requests under way reject with 'worker-lost', later ones wait. */
  lost: CustomEvent<{ reason: ElmError }>;
  /**
   * Another worker has taken over. Each model is as it was after its last change that was kept,
   * usually a tenth of a second after the change. Those in `reduced` can predict, not learn
   * further (they are too large to be kept whole); those in `failed` are gone.
   */
  restored: CustomEvent<{
    models: number[];
    reduced: number[];
    failed: number[];
    seconds: number;
  }>;
  /** The worker had grown and was replaced; `before` are the bytes of its heap. */
  recycled: CustomEvent<{ before: number }>;
  /** A model that is kept was saved, or could not be. */
  kept: CustomEvent<{ model: number; name: string; error?: ElmError }>;
}

export interface StartOptions extends Options {
  onProgress?: (progress: BootProgress) => void;
  /** A worker of one's own making, of the page's origin. */
  workerUrl?: string | URL;
  /**
   * Address of the folder that `npx --no elm-toolkit copy FOLDER` made: the worker, `manifest.json` and the
   * Python runtime. It may be of another origin. Not needed in Node, nor where a page imports
   * `client/index.js` by its address from the folders as the build made them.
   */
  assets?: string | URL;
  snapshot?: boolean;
  /** Bytes that one fit may take; more is refused before it begins. 2 GiB. */
  memoryBudget?: number;
  /** Bytes of heap above which the worker is replaced when it has nothing to do. 768 MiB. */
  recycleAbove?: number;
  /** Seconds without an answer after which the worker counts as lost. 60. */
  patience?: number;
  /**
   * Workers that large fits may have beside the one with Python, on as many cores; 0: none. They
   * start with the first such fit, end when there has been none for a while, and change no bit of a
   * model. `'auto'`, unless said: one for each core, at most 8, and none where there is one core.
   */
  workers?: number | 'auto';
}

/**
 * A file holds seeds, which may stand for far more than they take: beyond `maxBytes` (60 MB and 16
 * bytes for each character unless said) `load` rejects with code 'costly-model', and `details` say
 * what it would take: `{ needs, limit }`.
 */
export interface LoadOptions extends Pick<LearnOptions, 'signal' | 'onProgress'> {
  maxBytes?: number;
}

/** By what Node's types have, too: those of a page have names for it that are not there. */
type Listening = Parameters<EventTarget['addEventListener']>;

export class ElmToolkit extends EventTarget {
  private constructor();
  addEventListener<K extends keyof ToolkitEvents>(
    type: K,
    listener: (event: ToolkitEvents[K]) => void,
    options?: Listening[2],
  ): void;
  addEventListener(type: string, listener: Listening[1], options?: Listening[2]): void;
  /**
   * Starts the worker. After a first visit it starts from a snapshot that is kept in the origin's
   * private file system, unless `snapshot` is false. A worker that is lost is replaced, and the
   * models are brought back.
   */
  static start(options?: StartOptions): Promise<ElmToolkit>;
  readonly version: string;
  /** Parameters may hold models: `{ class, params }` (see `ModelSpec`), also in lists. */
  create<C extends ClassName>(className: C, params?: Classes[C]['parameters']): Promise<ModelOf<C>>;
  /** Of a class whose name is known only at run time. */
  create<C extends string>(
    className: string extends C ? C : never,
    params?: Record<string, unknown>,
  ): Promise<Model>;
  /**
   * A model that `save` or `elm_core.dumps` wrote. What it may take beyond its file is bounded: see
   * `LoadOptions`.
   */
  load(json: string | Blob, options?: LoadOptions): Promise<Model>;
  /** What each column of a table is, how it is read, and what was guessed. */
  inspectTable(table: Table, options?: InspectOptions): Promise<ColumnInfo[]>;
  /** Reads a table of one column as targets, without the rows that have none. */
  readTargets(table: Table, options: ReadOptions): Promise<ReadTargets>;
  /**
   * A picture of rows: their coordinates along the axes in which they differ most (PCA), and which
   * rows these are.
   */
  embed(X: Samples, options?: EmbedOptions): Promise<FloatMatrix & { rows: Int32Array }>;
  /** The mean silhouette of groups of rows: 1 is far apart, 0 is no groups at all. */
  silhouette(X: Samples, labels: Targets, options?: SilhouetteOptions): Promise<number>;
  shelf(): Promise<Shelf>;
  /**
   * Saves a model in this browser, now and after each change. Returns the name it has: another one
   * than was asked for where that name is taken, unless `replace` is true.
   *
   * A change is done when it is saved: after `await model.partialFit(…)` neither `dispose` nor a
   * closed tab loses it. With `wait: false` it is saved a moment later, which suits a model that
   * learns many times a second: `kept` waits for it.
   */
  keep(
    model: KeptModel,
    name: string,
    options?: { replace?: boolean; wait?: boolean },
  ): Promise<string>;
  /** Resolves with its name when all that a kept model has learnt is saved. */
  kept(model: KeptModel): Promise<string>;
  /** Saves the model no further; what is saved stays. */
  unkeep(model: KeptModel): void;
  /** Loads a model that is kept, and goes on keeping it. */
  open(name: string): Promise<Model>;
  info(): Promise<Info>;
  /**
   * Ends the worker; requests under way reject with code 'disposed'. Resolves when what was learnt by
   * models that are kept is saved, which is so at once unless they are kept with `wait: false`.
   */
  dispose(): Promise<void>;
  /** `await using`: the block ends when it is disposed of. */
  [Symbol.asyncDispose](): Promise<void>;
  /** `using`: it is disposed of when the block ends, and nobody waits for it. */
  [Symbol.dispose](): void;
}
