ALTER TABLE `shop`.`shadow` DROP INDEX `k`, ADD KEY `K` (`v`), ALGORITHM=COPY;
