//! A form as it was sent, and what is wrong with it. A refused form is shown again from this, so
//! that nothing anyone typed is lost.

/// What is wrong with one field, or with the form as a whole where there is no field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    pub field: Option<String>,
    pub message: String,
}

/// The values of a form by name, in the order they were sent, and the errors found in them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// Which of a page's forms was sent; empty where a page has one.
    pub name: String,
    pub values: Vec<(String, String)>,
    pub errors: Vec<FieldError>,
}

impl Form {
    /// A form nobody sent yet, with the values it begins with.
    pub fn begin(name: &str, values: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        let values = values
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        Self {
            name: name.to_owned(),
            values,
            errors: Vec::new(),
        }
    }

    /// One of a page's forms: as it was sent, if it was this one, or as it begins.
    pub fn resume(
        sent: Option<&Self>,
        name: &str,
        values: impl IntoIterator<Item = (&'static str, String)>,
    ) -> Self {
        match sent {
            Some(sent) if sent.name == name => sent.clone(),
            _ => Self::begin(name, values),
        }
    }

    /// The id of a field in its page, where several forms may ask the same.
    pub fn id(&self, field: &str) -> String {
        if self.name.is_empty() {
            field.to_owned()
        } else {
            format!("{}-{field}", self.name)
        }
    }

    /// The first value of a field, or nothing typed.
    pub fn value(&self, field: &str) -> &str {
        self.values
            .iter()
            .find(|(name, _)| name == field)
            .map_or("", |(_, value)| value)
    }

    /// All values of a field that can be given more than once.
    pub fn all<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a str> {
        self.values
            .iter()
            .filter(move |(name, _)| name == field)
            .map(|(_, value)| value.as_str())
    }

    /// Whether a box was ticked or a choice was made.
    pub fn has(&self, field: &str, value: &str) -> bool {
        self.all(field).any(|given| given == value)
    }

    /// What is wrong with a field.
    pub fn error(&self, field: &str) -> Option<&str> {
        let of_field = |error: &&FieldError| error.field.as_deref() == Some(field);
        self.errors
            .iter()
            .find(of_field)
            .map(|error| error.message.as_str())
    }

    pub fn refuse(&mut self, field: Option<&str>, message: impl ToString) {
        self.errors.push(FieldError {
            field: field.map(str::to_owned),
            message: message.to_string(),
        });
    }
}
