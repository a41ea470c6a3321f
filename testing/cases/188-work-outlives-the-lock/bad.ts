export interface Draft { id: string; text: string }
declare function load(id: string): Promise<Draft>;
declare function store(draft: Draft): Promise<void>;

async function appendLine(id: string, line: string): Promise<void> {
  const draft = await load(id);
  await store({ ...draft, text: `${draft.text}\n${line}` });
}

export async function append(id: string, line: string): Promise<void> {
  await navigator.locks.request(`draft-${id}`, async () => {
    void appendLine(id, line);
  });
}
