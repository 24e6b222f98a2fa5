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

/** Properties of what holds a form and further fields that belong to it: Ctrl+Enter in any of these submits the form. */
export function submitInside() {
  return {
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
      const form = event.currentTarget.querySelector('form');
      if (!form || event.isDefaultPrevented()) return;
      event.preventDefault();
      form.requestSubmit();
    },
  };
}

/** As the ref of the first field of a form: the form was asked for, so the field has the focus. */
export function focusFirst(field: HTMLElement | null): void {
  field?.focus();
}
