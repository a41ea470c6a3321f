declare class Emitter<T> {
  readonly event: (listener: (value: T) => void) => { dispose(): void };
  fire(value: T): void;
  dispose(): void;
}
declare class TextModel {
  constructor(text: string);
  append(text: string): void;
  dispose(): void;
}

export class ResponseModel {
  private readonly changed = new Emitter<string>();
  private readonly text = new TextModel("");
  readonly onDidChange = this.changed.event;

  append(part: string): void {
    this.text.append(part);
    this.changed.fire(part);
  }

  dispose(): void {
    this.text.dispose();
  }
}
