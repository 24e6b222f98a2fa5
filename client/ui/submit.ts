import type { FormEvent, KeyboardEvent } from 'react';

/** Properties of a form that is submitted by its button, by Enter in a line, and by Ctrl+Enter in any field. */
export function submitBy(submit: () => void) {
  return {
    onSubmit: (event: FormEvent) => {
      event.preventDefault();
      submit();
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
      event.preventDefault();
      submit();
    },
  };
}

/** As the ref of the first field of a form: the form was asked for, so the field has the focus. */
export function focusFirst(field: HTMLElement | null): void {
  field?.focus();
}
