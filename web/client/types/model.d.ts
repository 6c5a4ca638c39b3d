/// <reference lib="esnext.disposable" />
import type { FloatMatrix, Label, Matrix, NumberArray, Rows, Samples, Table } from './data.js';
import type { Methods } from './methods.js';
import type { SaveOptions } from './options.js';
import type { Classes } from './parameters.js';
import type { ClassificationReport, RegressionReport, Report, Summary } from './reports.js';

/** A new model of some class: the class and its parameters, which may be such models too. */
export type ModelSpec = {
  [C in ClassName]: { class: C; params?: Classes[C]['parameters'] };
}[ClassName];

/** What all models have. */
export interface KeptModel {
  readonly id: number;
  readonly className: string;
  readonly params: object;
  readonly metadata: Record<string, unknown>;
  readonly summary: Summary;
  /** The name under which this browser keeps it: see `ElmToolkit.keep`. */
  readonly keptAs: string | undefined;
  /** Whether it is of a class: of a model from a file it is not known what it can do. */
  is<C extends ClassName>(className: C): this is ModelOf<C>;
  /** The model as JSON text, the same as `elm_core.dumps`; with `statistics` it can go on learning. */
  save(options?: SaveOptions): Promise<string>;
  describe(): Promise<{
    summary: Summary;
    params: Record<string, unknown>;
    metadata: Record<string, unknown>;
  }>;
  dispose(): Promise<void>;
  /** `await using`: the block ends when it is disposed of. */
  [Symbol.asyncDispose](): Promise<void>;
  /** `using`: it is disposed of when the block ends, and nobody waits for it. */
  [Symbol.dispose](): void;
}

/**
 * A model of any class. What its class cannot do rejects with code 'unsupported'; the methods
 * are described in README.md, "Model kinds in JavaScript".
 */
export interface Model extends KeptModel, Methods {
  readonly params: Record<string, unknown>;
}

/** For `instanceof`: models are made by `ElmToolkit`. */
export const Model: abstract new (...none: never[]) => Model;

export type ClassName = keyof Classes;

/** What a classifier, a regressor and others report, and predict. */
export interface OfKind {
  classifier: { report: ClassificationReport; prediction: Label[] };
  regressor: { report: RegressionReport; prediction: Float64Array | FloatMatrix };
  clusterer: { report: Report; prediction: Float64Array };
  outlier_detector: { report: Report; prediction: Float64Array };
  transformer: { report: Report; prediction: Float64Array | FloatMatrix };
  task: { report: Report; prediction: Float64Array | FloatMatrix };
}

export interface SamplesOf {
  numbers: Matrix | Rows;
  pictures: Matrix | Rows;
  bars: Matrix | Rows;
  texts: string[];
  table: Table;
  sounds: Matrix | Rows | { clips: NumberArray[] };
  ratings: Table | Matrix | Rows;
  parts: Samples;
}

type Of<C extends ClassName> = OfKind[Classes[C]['kind']];

type MethodsOf<C extends ClassName> = Methods<
  SamplesOf[Classes[C]['takes']],
  Of<C>['report'],
  Of<C>['prediction']
>;

/** A model of a class: the methods that it has, with its own samples, reports and predictions. */
export type ModelOf<C extends ClassName> = KeptModel & {
  readonly className: C;
  readonly params: Classes[C]['parameters'];
} & Pick<MethodsOf<C>, Exclude<Classes[C]['methods'], 'cloneUntrained'>> &
  ('cloneUntrained' extends Classes[C]['methods']
    ? { cloneUntrained(): Promise<ModelOf<C>> }
    : unknown);
