/**
 * The fragment of a link, such as `#elm1.7VbNb9s2…`, that holds the model. Save models for links
 * without statistics: `model.save({ statistics: false })`.
 *
 * @param json what `model.save()` or `elm_core.dumps` made
 * @param options.limit characters at most; 100,000 where nothing is said
 * @throws {ElmError} of code 'invalid-input' for a model that is too large
 */
export function toFragment(json: string, options?: { limit?: number }): Promise<string>;

/**
 * The model file in a link; null where the link holds none.
 *
 * @param link all of it, or its fragment
 * @param options.limit characters at most; 100,000 where nothing is said
 * @throws {ModelFormatError} for what is too long, damaged, of another version, or unfolds to over
 *   1 MiB
 */
export function fromFragment(link: string, options?: { limit?: number }): Promise<string | null>;
