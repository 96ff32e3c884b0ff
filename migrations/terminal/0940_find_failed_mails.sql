-- What a person looks at, whatever else was sent.
CREATE INDEX mail_fate_failed ON mail_fate (mail) WHERE state = 'failed';
