import { Component, type ReactNode } from 'react';
import { words } from '../ui/words/words.ts';
import { reloadWall } from '../wall/reload-wall.ts';

/** A wall helps itself after so long. */
const WALL_WAIT_MS = 30_000;

/** What is shown when drawing the page itself has failed. */
export class Failure extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch() {
    setTimeout(reloadWall, WALL_WAIT_MS);
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div className="centre" role="alert">
        <h1>{words.t('app.brokenTitle')}</h1>
        <p>{words.t('app.brokenHint')}</p>
        <button type="button" className="button primary" onClick={() => location.reload()}>
          {words.t('app.reload')}
        </button>
      </div>
    );
  }
}
