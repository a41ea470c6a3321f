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

  useEffect(() => {
    if (photo === null) return;
    const url = URL.createObjectURL(photo);
    setPreview(url);
    return () => URL.revokeObjectURL(url);
  }, [photo]);

  const choose = (files: FileList | null): void => {
    const file = files?.[0];
    if (file !== undefined) setPhoto(file);
  };

  const submit = async (): Promise<void> => {
    if (photo === null) return;
    setSending(true);
    try {
      await report(photo);
      setPhoto(null);
      onClose();
    } finally {
      setSending(false);
    }
  };

  return { preview, disabled: sending || photo === null, choose, submit };
}
