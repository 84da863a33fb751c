import { useText, type TextId } from './language';

/** A file the browser fetches by itself, at its own pace. Each is a question that is written down. */
export function Download({ path, name }: { path: string; name: TextId }) {
  const text = useText();
  return (
    <a className="button quiet-button" href={`/api/files${path}`} download>
      {text(name)}
    </a>
  );
}
