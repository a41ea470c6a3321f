export class Widget {
  isDisposed = false;
  node: HTMLElement | null = document.createElement("div");
  addClass(name: string): void {
    this.node!.classList.add(name);
  }
  dispose(): void {
    this.isDisposed = true;
    this.node = null;
  }
}
export class Toolbar extends Widget {
  private readonly items: Widget[] = [];
  insert(item: Widget): void {
    this.items.push(item);
    this.node!.append(item.node!);
  }
  override dispose(): void {
    for (const item of this.items) item.dispose();
    super.dispose();
  }
}

export class CellToolbarTracker {
  private toolbar: Toolbar | null = null;
  private readonly items: Widget[];
  constructor(factories: readonly (() => Widget)[]) {
    this.items = factories.map((create) => create());
  }
  activeCellChanged(cell: HTMLElement | null): void {
    this.toolbar?.dispose();
    this.toolbar = null;
    if (cell === null) return;
    const toolbar = new Toolbar();
    for (const item of this.items) {
      item.addClass("jp-cell-toolbar-item");
      toolbar.insert(item);
    }
    cell.prepend(toolbar.node!);
    this.toolbar = toolbar;
  }
}
