import { useRef, useState } from 'react';
import { typed } from '../shell/form';
import { useText } from '../shell/language';
import { today } from '../shell/paris';
import { Refusal } from '../shell/Refusal';
import { NOTE_KINDS, useNote } from './record';

/** What was said or done today, written into the file. */
export function NoteForm({ reference, onWritten }: { reference: string; onWritten: () => void }) {
  const text = useText();
  const form = useRef<HTMLFormElement>(null);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const writing = useNote(reference, () => {
    form.current?.reset();
    setKey(crypto.randomUUID());
    onWritten();
  });
  return (
    <form
      ref={form}
      className="note-form"
      aria-label={text('note.title')}
      onSubmit={(event) => {
        event.preventDefault();
        const one = typed(event.currentTarget);
        writing.mutate({
          key,
          note: {
            kind: one('kind'),
            on: today(),
            text: one('text').replaceAll('\r\n', '\n'),
          },
        });
      }}
    >
      <label>
        {text('note.kind')}
        <select name="kind" defaultValue="note">
          {NOTE_KINDS.map((known) => (
            <option key={known} value={known}>
              {text(`note-kind.${known}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {text('note.text')}
        <textarea name="text" required maxLength={1900} rows={3} />
      </label>
      <button type="submit" className="button quiet-button" disabled={writing.isPending}>
        {text('note.write')}
      </button>
      {writing.error && <Refusal failure={writing.error} />}
    </form>
  );
}
