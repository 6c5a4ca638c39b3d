// What the build puts at vendor/saxen.js (see build_steps/site.py); it comes without types.
type Decode = (text: string) => string;

export class Parser {
  on(
    event: 'openTag',
    listener: (name: string, attributes: () => Record<string, string>, decode: Decode) => void,
  ): this;
  on(event: 'closeTag' | 'cdata', listener: (text: string) => void): this;
  on(event: 'text' | 'attention', listener: (text: string, decode: Decode) => void): this;
  on(event: 'error', listener: (error: Error) => void): this;
  write(xml: string): this;
  end(): void;
}
