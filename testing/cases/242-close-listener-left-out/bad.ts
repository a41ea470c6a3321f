interface Disposable {
  dispose(): void;
}
interface TextDocument {
  readonly uri: { readonly scheme: string };
  getText(): string;
}
declare const workspace: {
  onDidChangeTextDocument(listener: (event: { document: TextDocument }) => void): Disposable;
  onDidCloseTextDocument(listener: (document: TextDocument) => void): Disposable;
};

export class PreviewManager implements Disposable {
  private readonly subscriptions: Disposable[] = [];
  private current: TextDocument | undefined;

  open(document: TextDocument, render: (source: string) => void): void {
    this.current = document;
    this.subscriptions.push(
      workspace.onDidChangeTextDocument(({ document: changed }) => {
        if (changed === this.current) render(changed.getText());
      }),
    );
    workspace.onDidCloseTextDocument((closed) => {
      if (closed === this.current) this.dispose();
    });
  }

  dispose(): void {
    this.current = undefined;
    for (const subscription of this.subscriptions.splice(0)) subscription.dispose();
  }
}
