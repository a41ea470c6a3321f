declare function useState<S>(initial: S): [S, (next: S) => void];
declare function useEffect(effect: () => void | (() => void), dependencies?: readonly unknown[]): void;
interface FormView {
  readonly preview: string | null;
  readonly disabled: boolean;
  choose(files: FileList | null): void;
  submit(): Promise<void>;
}
declare function report(photo: File): Promise<void>;

export function useReportForm(onClose: () => void): FormView {
  const [photo, setPhoto] = useState<File | null>(null);
  const [preview, setPreview] = useState<string | null>(null);
  const [sending, setSending] = useState(false);

  const choose = (files: FileList | null): void => {
    const file = files?.[0];
    if (file === undefined) return;
    setPhoto(file);
    setPreview(URL.createObjectURL(file));
  };

  const submit = async (): Promise<void> => {
    if (photo === null) return;
    setSending(true);
    try {
      await report(photo);
      setPreview(null);
      onClose();
    } finally {
      setSending(false);
    }
  };

  return { preview, disabled: sending || photo === null, choose, submit };
}
