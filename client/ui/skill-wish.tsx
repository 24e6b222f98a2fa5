import { useTranslation } from 'react-i18next';
import type { SkillWish } from '../../core/contract/skill-need.ts';
import { SKILLS, type Skill } from '../../core/duty/vocabulary.ts';
import './skill-wish.css';
import './toggle-chips.css';

const NEXT = { none: 'wanted', wanted: 'required', required: 'none' } as const;
type Asked = keyof typeof NEXT;

/** The skills side by side; each press goes from not asked for to wanted, to required, and back. */
export function SkillWishChips(props: {
  label: string;
  wish: SkillWish;
  disabled?: boolean;
  onChange: (wish: SkillWish) => void;
}) {
  const { t } = useTranslation();
  const { label, wish, disabled, onChange } = props;
  return (
    <fieldset className="toggle-chips skill-wish">
      <legend className="visually-hidden">{label}</legend>
      {SKILLS.map((skill) => {
        const asked = askedOf(wish, skill);
        return (
          <button
            key={skill}
            type="button"
            disabled={disabled}
            aria-pressed={asked !== 'none'}
            data-asked={asked}
            title={t('dispatch.skills.press')}
            onClick={() => onChange(withAsked(wish, skill, NEXT[asked]))}
          >
            {t(`skill.${skill}`)}
            {asked === 'none' ? null : <b>{t(`dispatch.skills.${asked}`)}</b>}
          </button>
        );
      })}
    </fieldset>
  );
}

function askedOf({ wanted, required }: SkillWish, skill: Skill): Asked {
  if (required.includes(skill)) return 'required';
  return wanted.includes(skill) ? 'wanted' : 'none';
}

function withAsked(wish: SkillWish, skill: Skill, asked: Asked): SkillWish {
  const isIn = (now: Asked) => (one: Skill) => (one === skill ? asked : askedOf(wish, one)) === now;
  return { wanted: SKILLS.filter(isIn('wanted')), required: SKILLS.filter(isIn('required')) };
}
