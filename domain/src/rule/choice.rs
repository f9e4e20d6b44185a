use std::fmt;

use schemars::JsonSchema;
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{MapAccess, Visitor, value::MapAccessDeserializer},
};

use super::{Rule, RuleFault, VotingUnit, presets};
use crate::Slug;

/// A rule as it is chosen: a preset's name, or a rule in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum RuleChoice {
    Preset(String),
    Own(Box<Rule>),
}

impl RuleChoice {
    /// The rule that was chosen, checked. `unit` holds for presets; a rule in full names its own.
    pub fn resolve(self, unit: VotingUnit, declared: &[Slug]) -> Result<Rule, RuleFault> {
        let rule = match self {
            Self::Preset(name) => match presets::preset(&name, unit) {
                Some(rule) => rule,
                None => return Err(RuleFault::UnknownPreset(name)),
            },
            Self::Own(rule) => *rule,
        };
        rule.check(declared)?;
        Ok(rule)
    }
}

// By hand, because an untagged enum would answer "no variant matched" instead of naming the part
// of the rule that is wrong.
impl<'de> Deserialize<'de> for RuleChoice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ChoiceVisitor)
    }
}

struct ChoiceVisitor;

impl<'de> Visitor<'de> for ChoiceVisitor {
    type Value = RuleChoice;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a preset's name or a rule")
    }

    fn visit_str<E>(self, name: &str) -> Result<RuleChoice, E> {
        Ok(RuleChoice::Preset(name.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RuleChoice, A::Error> {
        let rule = Rule::deserialize(MapAccessDeserializer::new(map))?;
        Ok(RuleChoice::Own(Box::new(rule)))
    }
}
