declare const wasm: { answer_new(): number; answer_into_text(pointer: number): string; answer_free(pointer: number): void };

export class Answer {
  private __wbg_ptr: number = wasm.answer_new();

  __destroy_into_raw(): number {
    const pointer = this.__wbg_ptr;
    this.__wbg_ptr = 0;
    return pointer;
  }

  intoText(): string {
    const pointer = this.__destroy_into_raw();
    return wasm.answer_into_text(pointer);
  }

  free(): void {
    const pointer = this.__destroy_into_raw();
    wasm.answer_free(pointer);
  }
}

export function show(element: HTMLElement): void {
  const answer = new Answer();
  element.textContent = answer.intoText();
  console.debug("answered", answer.intoText());
}
