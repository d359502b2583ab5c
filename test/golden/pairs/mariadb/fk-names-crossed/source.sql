CREATE TABLE `source` (
  `id` int(11) NOT NULL,
  `a` int(11) DEFAULT NULL,
  `b` int(11) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `ka` (`a`),
  KEY `kb` (`b`),
  CONSTRAINT `f1` FOREIGN KEY (`a`) REFERENCES `parent` (`id`),
  CONSTRAINT `f2` FOREIGN KEY (`b`) REFERENCES `parent` (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
