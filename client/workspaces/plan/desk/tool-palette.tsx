import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { planPicture } from '../../../planning/plan-picture.ts';
import { planning, TOOLS, type Tool, usePlanning } from '../../../planning/planning.ts';
import { takeTool } from '../../../planning/tools/tools.ts';
import { TOOL_KEYS } from '../../../state/key-table.ts';
import { useMayEdit } from '../use-may-edit.ts';
import { ToolIcon } from './tool-icon.tsx';

/** The tools, whether they snap, and what the one in hand waits for. Who may not edit can still comment. */
export function ToolPalette() {
  const { t } = useTranslation();
  const mayEdit = useMayEdit();
  const chosen = usePlanning((state) => state.tool);
  const isSnapping = usePlanning((state) => state.isSnapping);
  return (
    <section className="panel-section" aria-labelledby="plan-tools">
      <h3 className="panel-title" id="plan-tools">
        {t('plan.tools')}
      </h3>
      <div className="tool-palette">
        {TOOLS.map((tool) => (
          <ToolButton key={tool} tool={tool} isOn={tool === chosen} isIdle={!mayEdit && tool !== 'comment'} />
        ))}
      </div>
      <Hint tool={chosen} />
      {mayEdit ? (
        <label className="check">
          <input
            type="checkbox"
            checked={isSnapping}
            onChange={({ target }) => planning.set({ isSnapping: target.checked })}
          />
          {t('plan.snapping')}
        </label>
      ) : (
        <p className="muted">{t('plan.lookOnly')}</p>
      )}
    </section>
  );
}

function ToolButton({ tool, isOn, isIdle }: { tool: Tool; isOn: boolean; isIdle: boolean }) {
  const { t } = useTranslation();
  const key = TOOL_KEYS[tool];
  return (
    <button
      type="button"
      className="tool"
      data-tool={tool}
      aria-pressed={isOn}
      aria-keyshortcuts={key.toLowerCase()}
      disabled={isIdle}
      title={t(`plan.hint.${tool}`)}
      onClick={() => takeTool(tool)}
    >
      <ToolIcon tool={tool} />
      <span>{t(`plan.tool.${tool}`)}</span>
      <kbd>{key}</kbd>
    </button>
  );
}

function Hint({ tool }: { tool: Tool }) {
  const { t } = useTranslation();
  const isDrawing = useSyncExternalStore(planPicture.subscribe, () => planPicture.get().sketch.length > 0);
  return (
    <p className="tool-hint" role="status">
      {isDrawing ? t('plan.drawing') : t(`plan.hint.${tool}`)}
    </p>
  );
}
