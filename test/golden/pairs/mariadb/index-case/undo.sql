ALTER TABLE `shop`.`shadow` DROP INDEX `K`, ADD KEY `k` (`v`), ALGORITHM=COPY;
