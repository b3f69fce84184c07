-- Of a voice message: how long it is and how loud, as the device that recorded it has measured.
alter table files.file add column voice jsonb;
