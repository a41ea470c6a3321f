interface Mol {
  get_morgan_fp(): string;
  is_valid(): boolean;
  delete(): void;
}
interface RDKit {
  get_mol(smiles: string): Mol;
}

export function fingerprints(rdkit: RDKit, column: readonly string[]): string[] {
  const result: string[] = [];
  let mol: Mol | null = null;
  for (const smiles of column) {
    mol = rdkit.get_mol(smiles);
    result.push(mol.is_valid() ? mol.get_morgan_fp() : "");
  }
  mol?.delete();
  return result;
}
