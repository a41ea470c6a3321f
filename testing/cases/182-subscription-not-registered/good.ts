export interface Disposable { dispose(): void }
export type Event<T> = (listener: (value: T) => void) => Disposable;
export interface Model { readonly onDidChange: Event<string>; readonly onDidClose: Event<void> }

export class View implements Disposable {
  private readonly toDispose: Disposable[] = [];
  constructor(private readonly element: HTMLElement, model: Model) {
    this.toDispose.push(model.onDidClose(() => this.dispose()));
    this.toDispose.push(
      model.onDidChange((text) => {
        this.element.textContent = text;
      }),
    );
  }

  dispose(): void {
    for (const disposable of this.toDispose.splice(0)) disposable.dispose();
  }
}
