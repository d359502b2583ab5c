CREATE TABLE `shop`.`shadow` (
  `id` int(11) NOT NULL COMMENT 'it''s; the; key',
  `v` int(11) DEFAULT NULL COMMENT 'a;\nb',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='tab;le';
