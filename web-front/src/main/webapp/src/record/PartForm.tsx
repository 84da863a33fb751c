import { FieldForm, type Values } from '../shell/FieldForm';
import { useText, useWord } from '../shell/language';
import type { Classes } from './record';
import { PARTS, usePart } from './writing';

/** One class, to be written anew. What it says now is where the writing begins. */
export function PartForm({
  reference,
  part,
  values,
  onWritten,
  onLeft,
}: {
  reference: string;
  part: keyof Classes;
  values: Values;
  onWritten: (values: Values) => void;
  onLeft: () => void;
}) {
  const text = useText();
  const word = useWord();
  const writing = usePart(reference, part);
  return (
    <FieldForm
      name={text('write.title', { part: word('fields', part) })}
      fields={PARTS[part]}
      values={values}
      send={text('write.send')}
      busy={writing.isPending}
      failure={writing.error}
      onSend={(said) => {
        writing.mutate(said, {
          onSuccess: () => {
            onWritten(said);
          },
        });
      }}
    >
      <button type="button" className="button quiet-button" onClick={onLeft}>
        {text('write.leave')}
      </button>
    </FieldForm>
  );
}
